namespace Nusaloka.Api.Auth.Programs;

/// <summary>What a program needs for a route.</summary>
/// <param name="Name">One of <see cref="Nusaloka.Accounts.Programs.ProgramScopes"/>.</param>
internal sealed record ProgramScope(string Name);
