using System.Collections.Immutable;
using Nusaloka.Accounts;

namespace Nusaloka.Grains.Accounts;

/// <summary>What a person's access token says.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Role">What they may do.</param>
/// <param name="SessionId">The session that it belongs to and ends with.</param>
/// <param name="AuthenticatedAt">When they proved who they are.</param>
/// <param name="Methods">How they did.</param>
internal sealed record PersonToken(
    string AccountId, Role Role, string SessionId, DateTimeOffset AuthenticatedAt, ImmutableArray<string> Methods);
