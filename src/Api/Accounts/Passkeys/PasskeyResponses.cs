using System.Text.Json;
using Nusaloka.Accounts.Passkeys;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>A ceremony that the browser can go on with.</summary>
/// <param name="CeremonyId">Goes into the request that finishes it.</param>
/// <param name="ExpiresIn">How many seconds it may take.</param>
/// <param name="PublicKey">For PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON; its members are WebAuthn's own.</param>
public sealed record PasskeyCeremonyResponse(string CeremonyId, int ExpiresIn, JsonElement PublicKey)
{
    /// <summary>The wire shape of a ceremony.</summary>
    internal static PasskeyCeremonyResponse Of(BegunCeremony begun) => new(begun.Id, ICeremonyGrain.LifetimeSeconds, begun.Options);
}

/// <summary>One's own passkey.</summary>
/// <param name="Id">Names it in paths.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="LastUsedAt">When somebody last signed in with it; null when nobody has.</param>
/// <param name="IsBackedUp">Whether it is copied to other devices, so that losing one does not lose it.</param>
/// <param name="Transports">How browsers reach it: internal, hybrid, usb, nfc, ble, smart-card.</param>
public sealed record PasskeyResponse(
    string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, bool IsBackedUp, IReadOnlyList<string> Transports)
{
    /// <summary>The wire shape of a passkey.</summary>
    public static PasskeyResponse Of(Passkey passkey) =>
        new(passkey.Id, passkey.Name, passkey.CreatedAt, passkey.LastUsedAt, passkey.IsBackedUp, passkey.Transports);
}

/// <summary>All passkeys of an account.</summary>
/// <param name="Data">Oldest first.</param>
/// <param name="NextCursor">Always null: there are few.</param>
public sealed record PasskeysResponse(IReadOnlyList<PasskeyResponse> Data, string? NextCursor);
