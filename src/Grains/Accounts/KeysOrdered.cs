namespace Nusaloka.Grains.Accounts;

/// <summary>Somebody has ordered new signing keys at once, see <see cref="Nusaloka.Accounts.ISigningKeysGrain.ReplaceAsync"/>.</summary>
public sealed record KeysOrdered
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "signing_keys.ordered";

    /// <summary>What the event is about, as the outbox names its source.</summary>
    public const string SourceKind = "signing-keys-order";
}
