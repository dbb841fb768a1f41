using System.Security.Cryptography;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Cluster;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Accounts;

/// <summary>Many ask with one refresh token at once, by two APIs, and a silo is gone meanwhile: nobody is logged out for it.</summary>
public sealed class RefreshStormTests(ITestOutputHelper output)
{
    private const int People = 12;
    private const int Parallel = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Refresh_TwentyAtOnceByTwoApisWhileASiloIsKilled_OneChildEachAndNobodyIsLoggedOut()
    {
        await using var servers = await ClusterServers.StartAsync(new ClusterSetup { Silos = 2, Apis = 2 });
        await using var cluster = await StartAsync(servers);
        using var first = new NusalokaClient(cluster.Apis[0].Address);
        using var second = new NusalokaClient(cluster.Apis[1].Address);
        var people = await RegisterAsync(first);

        var storm = people.Select(person => StormAsync(person.RefreshToken, first, second)).ToArray();
        await cluster.Silos[1].KillAsync();
        var storms = await Task.WhenAll(storm);

        foreach (var answers in storms)
        {
            Assert.All(answers, static answer => Assert.Equal(200, answer.Status));
            var child = Assert.Single(answers.Select(static answer => answer.Text("refresh_token")).Distinct());
            Assert.Equal(200, (await PatientlyAsync(second, child)).Status);
        }
    }

    [Fact]
    public async Task Logout_AtOneApi_RefusesTheTokenAtTheOther()
    {
        await using var servers = await ClusterServers.StartAsync(new ClusterSetup { Silos = 2, Apis = 2 });
        await using var cluster = await StartAsync(servers);
        using var first = new NusalokaClient(cluster.Apis[0].Address);
        using var second = new NusalokaClient(cluster.Apis[1].Address);
        var siti = (await RegisterAsync(first))[0];
        var other = await second.LogInAsync(siti);
        (await second.TryGetMeAsync(siti)).MustBe(200);

        (await first.LogOutAsync(siti)).MustBe(200);

        Assert.Equal("session_ended", (await first.TryGetMeAsync(siti)).MustBe(401).Code);
        await Eventually.TrueAsync("the other API has heard of it", async () => (await second.TryGetMeAsync(siti)).MustBe(200, 401).Status == 401);
        (await first.TryGetMeAsync(other)).MustBe(200);
        (await second.TryRefreshAsync(siti.RefreshToken)).MustBe(401);
    }

    private static async Task<ClusterProcesses> StartAsync(ClusterServers servers)
    {
        var cluster = new ClusterProcesses(
            servers.PostgresConnection, servers.RedisConfiguration, $"scenario-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        try
        {
            await cluster.StartAsync(silos: 2, apis: 2);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static async Task<Person[]> RegisterAsync(NusalokaClient client)
    {
        var people = new Person[People];
        await System.Threading.Tasks.Parallel.ForAsync(0, People, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
            people[i] = await client.LogInAsync(await client.RegisterAsync($"Orang {i}", $"orang{i}@contoh.id", $"kata sandi {i} yang panjang")));
        return people;
    }

    private async Task<Answer[]> StormAsync(string token, NusalokaClient first, NusalokaClient second) =>
        await Task.WhenAll(Enumerable.Range(0, Parallel).Select(i => PatientlyAsync(i % 2 == 0 ? first : second, token)));

    /// <summary>Asks with the same token until it is answered, as clients do when an answer is lost. Anything but 503 is an answer.</summary>
    private async Task<Answer> PatientlyAsync(NusalokaClient client, string token)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await client.TryRefreshAsync(token);
                if (answer.Status != 503)
                    return answer;
                output.WriteLine($"{client.Name}: {answer.Status} {answer.Code}");
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                output.WriteLine($"{client.Name}: {exception.Message}");
            }

            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "No answer but 503.");
            await Pace.PauseAsync(TimeSpan.FromMilliseconds(200));
        }
    }
}
