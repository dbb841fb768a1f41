using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth.Programs;

namespace Nusaloka.Api.Tests;

/// <summary>The product's programs and the forge's.</summary>
internal sealed class TestProgramSource(GrainProgramSource inner) : IProgramSource
{
    private static readonly ProgramStanding Forged = new(TokenForge.Program, "", TokenForge.ProgramVersion);

    public async Task<KnownPrograms> ListAsync(CancellationToken cancellationToken) =>
        new((await inner.ListAsync(cancellationToken)).Programs.Add(Forged));
}
