using Nusaloka.Grains.Wallets;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Persistence.Migrations;

namespace Nusaloka.Silo;

/// <summary>
/// <c>verify-ledger [--anchor FILE]</c>: reads the whole ledger, beside running silos if there are any, and names the first row that is not
/// what was written. Exits with 1 when there is one. With a file it also compares the ends of the chains that the file has, and adds those
/// that have moved since; the file belongs where nobody who can write the database can write.
/// </summary>
internal static class VerifyLedgerCommand
{
    public const string Name = "verify-ledger";

    private const string AnchorOption = "--anchor";

    /// <param name="builder">The host.</param>
    /// <param name="options">What follows the command's name.</param>
    public static async Task<int> RunAsync(WebApplicationBuilder builder, string[] options)
    {
        if (options is not ([] or [AnchorOption, { Length: > 0 }]))
        {
            await Console.Error.WriteLineAsync($"{Name} takes nothing but {AnchorOption} FILE.");
            return 2;
        }

        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddNusalokaStorage();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        var verified = await app.Services.GetRequiredService<LedgerVerifier>().VerifyAsync(LedgerPolicy.LimitedKinds, CancellationToken.None);
        Console.WriteLine($"{verified.Transfers} transfers in {verified.Batches} batches of {verified.Chains} chains, digest {verified.Digest}");
        var finding = verified.Finding;
        if (finding is null && options is [_, var file])
            finding = await AnchorAsync(app.Services.GetRequiredService<LedgerAnchors>(), file);
        if (finding is null)
        {
            Console.WriteLine("The ledger is as it was written.");
            return 0;
        }

        await Console.Error.WriteLineAsync($"The ledger was changed: {finding}");
        return 1;
    }

    private static async Task<LedgerFinding?> AnchorAsync(LedgerAnchors anchors, string file)
    {
        LedgerChainEnd[] kept = File.Exists(file)
            ? [.. (await File.ReadAllLinesAsync(file)).Select(LedgerChainEnd.Parse).OfType<LedgerChainEnd>()]
            : [];
        if (await anchors.CompareAsync(kept, CancellationToken.None) is { } missing)
            return missing;

        var known = kept.Select(static end => (end.Chain, end.Seq)).ToHashSet();
        var moved = (await anchors.ReadAsync(DateTimeOffset.UnixEpoch, CancellationToken.None)).Where(end => !known.Contains((end.Chain, end.Seq))).ToArray();
        await File.AppendAllLinesAsync(file, moved.Select(static end => end.ToString()));
        Console.WriteLine($"{kept.Length} ends of chains in {file} are still there; {moved.Length} are added.");
        return null;
    }
}
