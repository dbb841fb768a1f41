using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Operations;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;

namespace Nusaloka.Silo.Tests;

public sealed class SiloHostTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Start_EmptyDatabase_MigratesItAndServesGrains()
    {
        await using var empty = await PostgresDatabase.CreateEmptyAsync();
        await using var app = Build(empty);

        await app.StartAsync();
        await app.Services.GetRequiredService<IGrainFactory>().GetGrain<IProbeGrain>("0").CheckAsync();
        await app.StopAsync();

        Assert.Equal(0L, await empty.ScalarAsync<long>("select count(*) from grain_state"));
    }

    [Fact]
    public async Task Start_NoConnectionString_SaysWhichVariableIsMissing()
    {
        await using var app = Build(database, new() { ["POSTGRES"] = null });

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

        Assert.Contains("NUSALOKA_POSTGRES", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not base64")]
    [InlineData("dG9vIHNob3J0")]
    public async Task Start_MasterKeyMissingOrMalformed_SaysWhichVariableAndHowToMakeOne(string? key)
    {
        await using var app = Build(database, new() { ["MASTER_KEY"] = key });

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

        Assert.Contains("NUSALOKA_MASTER_KEY", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outbox_IsConfiguredByTheEnvironment()
    {
        await using var app = Build(database, new() { ["OUTBOX:LEASE"] = "00:00:40", ["OUTBOX:HANDLER_TIMEOUT"] = "00:00:30" });

        var options = app.Services.GetRequiredService<IOptions<OutboxOptions>>().Value;

        Assert.Equal((TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(30)), (options.Lease, options.HandlerTimeout));
    }

    [Fact]
    public async Task Start_ServiceClientWithSomethingElseThanAHash_SaysWhich()
    {
        await using var app = Build(database, new() { ["SERVICE_CLIENTS:reports"] = "the secret itself" });

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

        Assert.Contains("NUSALOKA_SERVICE_CLIENTS__reports", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the secret itself", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_DatabaseIsGone_FailsByAnExceptionThatEveryCallerKnows()
    {
        var lost = await PostgresDatabase.CreateEmptyAsync();
        await using var app = Build(lost);
        await app.StartAsync();
        await lost.DisposeAsync();

        var failure = await Assert.ThrowsAnyAsync<OrleansException>(
            () => app.Services.GetRequiredService<IGrainFactory>().GetGrain<IProbeGrain>("0").CheckAsync());

        // A connection of the pool may be ended under the command: then nobody can say what became of it.
        Assert.StartsWith(
            failure is OutcomeUnknownException ? "The database may have done what" : "The database did not do what", failure.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<System.Data.Common.DbException>(failure.InnerException);
    }

    [Fact]
    public async Task Restart_SameDatabase_KeepsAccountsWalletsAndKeys()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var settings = new Dictionary<string, string?> { ["MASTER_KEY"] = Convert.ToBase64String(new byte[32]) };
        PublicKeys keys;
        await using (var first = Build(database, settings))
        {
            await first.StartAsync();
            var grains = first.Services.GetRequiredService<IGrainFactory>();
            var registered = await grains.GetGrain<IAccountGrain>(id)
                .RegisterAsync(new RegisterAccount("Sri Ningsih", "sri@contoh.id", null, "pasar pagi Beringharjo"));
            Assert.True(registered.IsSuccess);
            keys = await grains.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key).GetPublicKeysAsync();
            await first.StopAsync();
        }

        await using var second = Build(database, settings);
        await second.StartAsync();
        var again = second.Services.GetRequiredService<IGrainFactory>();
        var proven = await again.GetGrain<ISignInGrain>("0").VerifyAsync(new SignIn("SRI@contoh.id", null, "pasar pagi Beringharjo"));

        Assert.Equal(id, proven.Value?.Account.Id);
        var keysAgain = await again.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key).GetPublicKeysAsync();
        Assert.Equal(keys.Keys.AsEnumerable(), keysAgain.Keys.AsEnumerable());
        await second.StopAsync();
    }

    private static WebApplication Build(PostgresDatabase database, Dictionary<string, string?>? changed = null)
    {
        var builder = SiloBuilder.Create(database, changed);
        builder.AddNusalokaSilo();
        return builder.Build();
    }
}
