using System.Collections.Immutable;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests;

/// <summary>A small repository that breaks a rule, and one that nearly does.</summary>
/// <param name="Broken">Breaks it.</param>
/// <param name="Places">Where, as <c>path:line</c>, in order.</param>
/// <param name="Clean">Comes close and is fine.</param>
internal sealed record RuleSample(Repository Broken, ImmutableArray<string> Places, Repository Clean);
