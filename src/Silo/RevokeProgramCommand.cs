using Nusaloka.Grains.Accounts.Programs;

namespace Nusaloka.Silo;

/// <summary>
/// <c>revoke-program ID</c>: calls back all tokens of a program, for when one may be known to somebody. Whoever has its secret can sign in
/// again: when that is known, change it too.
/// </summary>
internal static class RevokeProgramCommand
{
    public const string Name = "revoke-program";

    public static async Task<int> RunAsync(WebApplicationBuilder builder, string clientId)
    {
        await using var orders = await Orders.OpenAsync(builder);
        Console.WriteLine(await orders.GiveAsync(ProgramRevoked.SourceKind, ProgramRevoked.Type, new ProgramRevoked(clientId))
            ? $"Tokens of {clientId} are called back: no API takes them within seconds. It signs in again with its secret."
            : $"Tokens of {clientId} are to be called back. No silo has done it yet: it is done as soon as one runs.");
        return 0;
    }
}
