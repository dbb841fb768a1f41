using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>A rule of the house.</summary>
/// <param name="Name">The rule in a few words, as test output shows it.</param>
/// <param name="Check">Everything in a repository that breaks it.</param>
internal sealed record Rule(string Name, Func<Repository, IEnumerable<Finding>> Check);
