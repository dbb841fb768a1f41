using System.Collections.Immutable;
using Nusaloka.Accounts.Passkeys;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>Somebody in a ceremony, as the framework's handler knows them.</summary>
/// <param name="AccountId">Who; of a made up account when the identifier is nobody's.</param>
internal sealed record PasskeyUser(string AccountId)
{
    /// <summary>The passkeys to offer to the browser; null for all that the account has.</summary>
    public ImmutableArray<PasskeyDescriptor>? Offered { get; init; }
}
