using Nusaloka.Grains.Accounts;

namespace Nusaloka.Silo;

/// <summary><c>rotate-keys</c>: orders new signing keys at once, for when a key may be known to somebody.</summary>
internal static class RotateKeysCommand
{
    public const string Name = "rotate-keys";

    public static async Task<int> RunAsync(WebApplicationBuilder builder)
    {
        await using var orders = await Orders.OpenAsync(builder);
        Console.WriteLine(await orders.GiveAsync(KeysOrdered.SourceKind, KeysOrdered.Type, new KeysOrdered())
            ? "New keys sign; tokens of the old ones are refused. People stay signed in: their clients refresh."
            : "New keys are ordered. No silo has made them yet: it is done as soon as one runs.");
        return 0;
    }
}
