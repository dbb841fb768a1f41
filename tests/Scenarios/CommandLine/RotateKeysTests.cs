using Nusaloka.Scenarios.Client;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.CommandLine;

/// <summary>./nusaloka rotate-keys, for when a signing key may be known to somebody.</summary>
[Collection(FreshCheckoutCollection.Name)]
public sealed class RotateKeysTests(FreshCheckout checkout, ITestOutputHelper output)
{
    private readonly Terminal _terminal = new(checkout, output);

    [Fact]
    public async Task RotateKeys_WhileTheSystemRuns_EndsOldTokensAndLeavesSessions()
    {
        await _terminal.RunAsync("./nusaloka up");
        using var client = new NusalokaClient(new Uri($"http://127.0.0.1:{checkout.Port}"));
        var person = await client.RegisterAsync("Siti", "ganti.kunci@contoh.id", "perahu kayu di Bira");
        person = await client.LogInAsync(person);
        (await client.TryGetBalanceAsync(person)).MustBe(200);

        await _terminal.RunAsync("./nusaloka rotate-keys");

        await Eventually.TrueAsync("the old token to be refused", async () => (await client.TryGetBalanceAsync(person)).Status == 401);
        var refreshed = (await client.TryRefreshAsync(person.RefreshToken)).MustBe(200);
        (await client.TryGetBalanceAsync(person with { Token = refreshed.Text("access_token") })).MustBe(200);
        await _terminal.RunAsync("./nusaloka down");
    }
}
