using Nusaloka.Persistence.Ledger;
using Nusaloka.Persistence.Migrations;

namespace Nusaloka.Silo;

/// <summary>
/// <c>verify-ledger</c>: reads the whole ledger, beside running silos if there are any, and names the first row that is not what was
/// written. Exits with 1 when there is one.
/// </summary>
internal static class VerifyLedgerCommand
{
    public const string Name = "verify-ledger";

    public static async Task<int> RunAsync(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddNusalokaStorage();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        var verified = await app.Services.GetRequiredService<LedgerVerifier>().VerifyAsync(CancellationToken.None);
        Console.WriteLine($"{verified.Transfers} transfers in {verified.Batches} batches of {verified.Chains} chains, digest {verified.Digest}");
        if (verified.Finding is not { } finding)
        {
            Console.WriteLine("The ledger is as it was written.");
            return 0;
        }

        await Console.Error.WriteLineAsync($"The ledger was changed: {finding}");
        return 1;
    }
}
