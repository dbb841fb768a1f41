using System.Text.Json;
using System.Text.Json.Nodes;
using Nusaloka.Accounts.Passkeys;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>What the OpenAPI document shows.</summary>
internal static class PasskeyExamples
{
    private const string CeremonyId = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE";
    private const string CredentialId = "6h6jZp1Xw0uJ2mF8c5Yh2A";
    private const string Challenge = "qk2sWb8b2yRZ0mJ7o1Y4mA0uQx3tVv9eJ6nC5lD8fGg";

    public static PasskeyCeremonyResponse Creation { get; } = new(CeremonyId, ICeremonyGrain.LifetimeSeconds, Element(new JsonObject
    {
        ["rp"] = new JsonObject { ["name"] = "Nusaloka", ["id"] = "nusaloka.id" },
        ["user"] = new JsonObject { ["id"] = "MDE5OWEwYzI", ["name"] = "siti@contoh.id", ["displayName"] = "Siti Rahayu" },
        ["challenge"] = Challenge,
        ["pubKeyCredParams"] = new JsonArray(new JsonObject { ["type"] = "public-key", ["alg"] = CoseKey.Es256 }),
        ["timeout"] = ICeremonyGrain.LifetimeSeconds * 1000,
        ["attestation"] = "none",
    }));

    public static PasskeyCeremonyResponse Request { get; } = new(CeremonyId, ICeremonyGrain.LifetimeSeconds, Element(new JsonObject
    {
        ["challenge"] = Challenge,
        ["timeout"] = ICeremonyGrain.LifetimeSeconds * 1000,
        ["rpId"] = "nusaloka.id",
        ["allowCredentials"] = new JsonArray(),
        ["userVerification"] = "required",
    }));

    public static FinishPasskeyRegistrationRequest FinishRegistration { get; } = new()
    {
        CeremonyId = CeremonyId,
        Credential = Credential(("clientDataJSON", "eyJ0eXBlIjoi…"), ("attestationObject", "o2NmbXRkbm9uZWdh…")),
        Name = "HP Siti",
    };

    public static FinishPasskeyLoginRequest FinishLogin { get; } = new()
    {
        CeremonyId = CeremonyId,
        Credential = Credential(("clientDataJSON", "eyJ0eXBlIjoi…"), ("authenticatorData", "SZYN5YgOjGh0…"), ("signature", "MEUCIQD…")),
    };

    public static PasskeyResponse Passkey { get; } = new(
        "b3b5a1e4-6f1e-8c55-9a43-3e5d2d0c7f11", "HP Siti", new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 1, 7, 1, 15, 0, TimeSpan.Zero), true, ["internal", "hybrid"]);

    private static JsonElement Credential(params (string Name, string Value)[] response) => Element(new JsonObject
    {
        ["id"] = CredentialId,
        ["rawId"] = CredentialId,
        ["type"] = "public-key",
        ["response"] = new JsonObject(response.Select(static member => KeyValuePair.Create<string, JsonNode?>(member.Name, member.Value))),
        ["clientExtensionResults"] = new JsonObject(),
    });

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
