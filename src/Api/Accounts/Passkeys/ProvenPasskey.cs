using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>Somebody has just shown that they hold a passkey.</summary>
/// <param name="Standing">Whose it is, as their account stood before the passkey was used.</param>
/// <param name="Passkey">Which.</param>
internal sealed record ProvenPasskey(AccountStanding Standing, Passkey Passkey);
