using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nusaloka.Silo.Operations;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Operations;

/// <summary>Starting, draining and losing the database, each with a server of its own.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task Stop_TurnsReadyOffBeforeTheListenerClosesAndEndsInFlightRequests()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        using var forge = new TokenForge();
        using var logs = new LogCapture();
        var inFlight = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var clock = new ManualTimeProvider();
        await using var app = ApiServer.Build(database.ConnectionString, forge, logs, ["--DRAIN_SECONDS=60"], services =>
            services.AddSingleton(provider => new DrainService(provider.GetRequiredService<IOptions<DrainOptions>>(), clock)));
        app.MapGet("/test/slow", async () =>
        {
            inFlight.SetResult();
            await release.Task;
            return "done";
        }).AllowAnonymous();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = ApiServer.AddressOf(app) };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/ready")).StatusCode);
        var slow = client.GetStringAsync("/test/slow");
        await inFlight.Task;

        var stopping = app.StopAsync();
        using var draining = await client.GetAsync("/ready");
        using var alive = await client.GetAsync("/health");

        await ProblemAssert.IsAsync(draining, 503, "draining");
        Assert.True(draining.Headers.ConnectionClose);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        clock.Advance(TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync("the listener to close", async () => !await AnswersAsync(client));
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        Assert.Equal("done", await slow);
        await stopping;
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync("/health");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [Fact]
    public async Task Requests_WithoutDatabase_AreProblem503WhileHealthIsOk()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        using var forge = new TokenForge();
        using var logs = new LogCapture();
        await using var app = ApiServer.Build(database.ConnectionString, forge, logs);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = ApiServer.AddressOf(app) };

        await database.DisposeAsync();
        using var ready = await client.GetAsync("/ready");
        using var health = await client.GetAsync("/health");
        using var login = await client.PostAsJsonAsync("/api/v1/auth/login", new { email = "siti@contoh.id", password = ApiServer.Password });

        await ProblemAssert.IsAsync(ready, 503, "not_ready");
        await ProblemAssert.IsAsync(login, 503, "unavailable");
        Assert.NotNull(login.Headers.RetryAfter);
        Assert.NotNull(ready.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Theory]
    [InlineData("--CLOCK_SKEW_SECONDS=6")]
    [InlineData("--DRAIN_SECONDS=-1")]
    [InlineData("--ALLOWED_HOSTS=")]
    public async Task Start_WithSettingOutOfBounds_Fails(string setting)
    {
        await using var database = await PostgresDatabase.CreateAsync();
        using var forge = new TokenForge();
        using var logs = new LogCapture();

        async Task StartAsync()
        {
            await using var app = ApiServer.Build(database.ConnectionString, forge, logs, [setting]);
            await app.StartAsync();
        }

        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(StartAsync);
    }
}
