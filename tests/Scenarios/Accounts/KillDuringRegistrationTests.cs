using System.Collections.Concurrent;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Accounts;

/// <summary>A process that dies between reserving an address and opening the account leaves nothing stuck.</summary>
public sealed class KillDuringRegistrationTests(ITestOutputHelper output)
{
    private const int EmailCount = 60;
    private const int ClientCount = 8;
    private const int KillCount = 3;

    // A reservation that nobody confirms ends within a minute.
    private static readonly TimeSpan LeasePatience = TimeSpan.FromSeconds(75);

    [Fact]
    public async Task Register_KilledAtRandomPoints_EveryEmailCanBeUsedInTheEnd()
    {
        var random = Seed.Draw(output);
        await using var scenario = await Scenario.StartAsync(output);
        var kills = new RepeatedKills(scenario.Process, random, KillCount, EmailCount);
        output.WriteLine(kills.Description);

        var acknowledged = await RegisterAllAsync(scenario.Client, kills);

        Assert.Equal(0, kills.Pending);
        foreach (var email in acknowledged)
            (await scenario.Client.TryLogInAsync(email, Password(email))).MustBe(200);
        await Parallel.ForAsync(0, EmailCount, new ParallelOptions { MaxDegreeOfParallelism = ClientCount }, async (i, _) =>
            await AssertUsableAsync(scenario.Client, Email(i)));
        Assert.Equal(
            Enumerable.Range(0, EmailCount).Select(Email).Order(StringComparer.Ordinal),
            await scenario.Database.ColumnAsync<string>("SELECT email FROM account ORDER BY email COLLATE \"C\""));
    }

    private static string Email(int i) => $"calon{i}@contoh.id";

    private static string Password(string email) => "sandi dari " + email;

    private static async Task<IReadOnlyCollection<string>> RegisterAllAsync(NusalokaClient client, RepeatedKills kills)
    {
        var queue = new ConcurrentQueue<string>(Enumerable.Range(0, EmailCount).Select(Email));
        var acknowledged = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(async _ =>
        {
            while (queue.TryDequeue(out var email))
            {
                await kills.ReadyAsync();
                kills.Announce();
                try
                {
                    (await client.TryRegisterAsync("Calon", email, Password(email))).MustBe(201);
                    acknowledged.Add(email);
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
                {
                    // Killed in the middle: the address is registered, reserved or free.
                }
            }
        }));
        await kills.ReadyAsync();
        return acknowledged;
    }

    /// <summary>Registers the address, or finds it registered: then its owner can log in and has a wallet.</summary>
    private static async Task AssertUsableAsync(NusalokaClient client, string email)
    {
        Answer? last = null;
        await Eventually.TrueAsync(
            $"{email} to log in or register",
            async () =>
            {
                last = await client.TryLogInAsync(email, Password(email));
                if (last.Status != 200)
                    last = await client.TryRegisterAsync("Calon", email, Password(email));
                return last.IsSuccess;
            },
            () => Task.FromResult($"{last}"),
            LeasePatience);

        var person = await client.LogInAsync(new Person("", email, Password(email)));
        await Eventually.TrueAsync(
            $"the wallet of {email}",
            async () => (last = await client.TryGetBalanceAsync(person)).Status == 200,
            () => Task.FromResult($"{last}"),
            LeasePatience);
    }
}
