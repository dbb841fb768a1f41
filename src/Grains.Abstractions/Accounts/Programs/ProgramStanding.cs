namespace Nusaloka.Accounts.Programs;

/// <summary>A program that has proven who it is.</summary>
/// <param name="ClientId">Its name.</param>
/// <param name="Scopes">What it may do, see <see cref="ProgramScopes"/>, with a space between.</param>
/// <param name="Version">Another one when its secret or scopes change or its tokens are called back: only tokens with the present one count.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ProgramStanding")]
public sealed record ProgramStanding(
    [property: Id(0)] string ClientId,
    [property: Id(1)] string Scopes,
    [property: Id(2)] string Version);
