using System.Net;

namespace Nusaloka.Scenarios.Abuse;

/// <summary>People who guess passwords, as fast as they can.</summary>
public sealed class LoginFloodTests(AbusedApi api) : IClassFixture<AbusedApi>
{
    private const int Guesses = 200;
    private const string Password = "perahu kayu di Bira";

    [Fact]
    public async Task GuessesAtOnePerson_AreSlowedOrTurnedAwayAndNobodyIsLockedOut()
    {
        await api.RegisterAsync("korban@contoh.id", Password);
        await api.RegisterAsync("tetangga@contoh.id", Password);
        using var client = api.Client();
        // Where somebody has signed in before, others' guesses do not count against them.
        Assert.Equal(200, (await AbusedApi.LogInAsync(client, "tetangga@contoh.id", Password)).Status);

        var guesses = Enumerable.Range(0, Guesses).Select(n => AbusedApi.LogInAsync(client, "korban@contoh.id", $"tebakan {n}")).ToArray();
        var neighbour = await AbusedApi.LogInAsync(client, "tetangga@contoh.id", Password);
        using var ready = await client.GetAsync(new Uri("/ready", UriKind.Relative));
        var answers = (await Task.WhenAll(guesses)).CountBy(static answer => answer.Status).ToDictionary();

        Assert.Equal(200, neighbour.Status);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Empty(answers.Keys.Except([401, 429]));
        // One waits at a time, of one address, after five that need not; the others are told to come back.
        Assert.InRange(answers.GetValueOrDefault(401), 5, Guesses / 2);
        Assert.True(await api.MetricAsync("nusaloka_tarpit_slowed_total") > 0);
        Assert.Equal(200, (await AbusedApi.LogInAsync(client, "korban@contoh.id", Password)).Status);
    }

    [Fact]
    public async Task GuessesAtManyPeople_AreAnsweredOneWayOrTheOther()
    {
        await api.RegisterAsync("pemilik@contoh.id", Password);
        using var client = api.Client();
        var token = (await AbusedApi.LogInAsync(client, "pemilik@contoh.id", Password)).Token;

        var guesses = Enumerable.Range(0, Guesses).Select(n => AbusedApi.LogInAsync(client, $"orang{n}@contoh.id", "tebakan saja")).ToArray();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/wallet/balance") { Headers = { { "Authorization", "Bearer " + token } } };
        using var balance = await client.SendAsync(request);
        var answers = (await Task.WhenAll(guesses)).Select(static answer => answer.Status).Distinct();

        Assert.Equal(HttpStatusCode.OK, balance.StatusCode);
        Assert.Empty(answers.Except([401, 429, 503]));
    }
}
