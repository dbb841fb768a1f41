using System.Text.Json;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>A ceremony that the browser can go on with.</summary>
/// <param name="Id">Names it when it is finished.</param>
/// <param name="Options">The WebAuthn options, in the JSON of the browser's own parse…OptionsFromJSON.</param>
internal sealed record BegunCeremony(string Id, JsonElement Options);
