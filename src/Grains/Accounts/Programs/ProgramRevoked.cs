namespace Nusaloka.Grains.Accounts.Programs;

/// <summary>Somebody has ordered that all tokens of a program are called back, see <see cref="Nusaloka.Accounts.Programs.IProgramsGrain.RevokeAsync"/>.</summary>
/// <param name="ClientId">Which program.</param>
public sealed record ProgramRevoked(string ClientId)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "program.revoked";

    /// <summary>What the event is about, as the outbox names its source.</summary>
    public const string SourceKind = "program-order";
}
