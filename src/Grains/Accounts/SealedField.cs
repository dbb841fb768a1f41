using System.Text.Json.Nodes;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Notifications.WebPush;
using Nusaloka.Grains.Profiles;

namespace Nusaloka.Grains.Accounts;

/// <summary>Where in the stored states something lies that is encrypted under the master key, see <see cref="KeyWrap"/>.</summary>
/// <param name="Kind">The kind of the state.</param>
/// <param name="Holder">The member of the state, a list or an object, that holds it; null for the state itself.</param>
/// <param name="Member">The member with the ciphertext.</param>
/// <param name="KeyIdOf">The name that it was wrapped with, by the key of the state and what holds it.</param>
internal sealed record SealedField(string Kind, string? Holder, string Member, Func<string, JsonObject, string> KeyIdOf)
{
    /// <summary>All of them that last. Codes on their way are not among them: they are of no use after ten minutes.</summary>
    public static readonly IReadOnlyList<SealedField> All =
    [
        new("signingkeys", "keys", "wrapped", static (_, key) => Text(key, "key_id")),
        new("sessions", "live", "wrapped_key", static (_, session) => Text(session, "id")),
        new("profile", null, "bank_account", static (id, _) => ProfileSecrets.BankName(id)),
        new("profile", null, "identity", static (id, _) => ProfileSecrets.IdentityName(id)),
        new("mail", null, "sealed", static (id, _) => "email:" + id),
        new("sms", null, "sealed", static (id, _) => "sms:" + id),
        new("notification-settings", "devices", "sealed", static (_, device) => PushDevices.SealName(Text(device, "id"))),
        new("notification-settings", "webhook", "sealed", static (id, _) => NotificationSettingsGrain.SealNameOf(id)),
        new("vapid-key", "key", "wrapped", static (_, _) => VapidKeyGrain.SealName),
    ];

    /// <summary>What holds the ciphertexts in a state.</summary>
    public IEnumerable<JsonObject> Holders(JsonObject state) => Holder is null ? [state] : state[Holder] switch
    {
        JsonObject one => [one],
        JsonArray many => many.OfType<JsonObject>(),
        _ => [],
    };

    private static string Text(JsonObject holder, string member) =>
        (string?)holder[member] ?? throw new InvalidOperationException($"What holds a ciphertext has no '{member}'.");
}
