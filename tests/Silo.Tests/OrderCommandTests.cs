using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;
using Nusaloka.Testing;

namespace Nusaloka.Silo.Tests;

/// <summary>What maintenance commands order, and a silo beside them carries out.</summary>
public sealed class OrderCommandTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private const string Secret = "the secret of the reports";

    private static readonly string MasterKey = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    private readonly Dictionary<string, string?> _settings = new()
    {
        ["SERVICE_CLIENTS:reports"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Secret))),
        ["SERVICE_SCOPES:reports"] = "records accounts",
    };

    private WebApplication? _silo;

    private IGrainFactory Grains => _silo!.Services.GetRequiredService<IGrainFactory>();

    public async Task InitializeAsync()
    {
        _settings["MASTER_KEY"] = MasterKey;
        var builder = SiloBuilder.Create(database, _settings);
        builder.AddNusalokaSilo();
        _silo = builder.Build();
        await _silo.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _silo!.StopAsync();
        await _silo.DisposeAsync();
    }

    [Fact]
    public async Task GrantRole_ByEmail_MakesTheFirstAdminOnceItIsProvenAndSaysWhoDidIt()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var account = Grains.GetGrain<IAccountGrain>(id);
        Assert.True((await account.RegisterAsync(new RegisterAccount("Agus", "agus@contoh.id", null, "becak di Malioboro"))).IsSuccess);

        var early = await GrantRoleCommand.RunAsync(SiloBuilder.Create(database), "Agus@contoh.id", "admin");
        Assert.Equal((1, Role.User), (early, (await account.GetStandingAsync()).Value?.Account.Role));
        Assert.True((await account.VerifyIdentifierAsync("email:agus@contoh.id")).IsSuccess);
        var exit = await GrantRoleCommand.RunAsync(SiloBuilder.Create(database), "Agus@contoh.id", "admin");

        Assert.Equal(0, exit);
        Assert.Equal(Role.Admin, (await account.GetStandingAsync()).Value?.Account.Role);
        await Eventually.EqualAsync("the security event", "operator", () => database.ScalarAsync<string>(
            "select coalesce(max(by), '') from security_event where account_id = $1 and type = 'account.role_changed'", id));
    }

    [Fact]
    public async Task GrantRole_ById_NeedsNoProvenAddress()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var account = Grains.GetGrain<IAccountGrain>(id);
        Assert.True((await account.RegisterAsync(new RegisterAccount("Bayu", "bayu@contoh.id", null, "becak di Malioboro"))).IsSuccess);

        Assert.Equal(0, await GrantRoleCommand.RunAsync(SiloBuilder.Create(database), id, "officer"));

        Assert.Equal(Role.Officer, (await account.GetStandingAsync()).Value?.Account.Role);
    }

    [Fact]
    public async Task RewrapKeys_BringsTheKeysOfTheSiloUnderAnotherAndThenFindsNone()
    {
        var keys = Grains.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key);
        await keys.GetSigningKeyAsync();
        var before = await database.ScalarAsync<string>("select state::text from grain_state where kind = 'signingkeys'");
        var settings = new Dictionary<string, string?>
        {
            ["MASTER_KEY"] = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)), ["MASTER_KEY_PREVIOUS"] = MasterKey,
        };

        var strange = await RewrapKeysCommand.RunAsync(SiloBuilder.Create(database));
        var rewrapped = await RewrapKeysCommand.RunAsync(SiloBuilder.Create(database, settings));

        Assert.Equal((1, 0), (strange, rewrapped));
        Assert.NotEqual(before, await database.ScalarAsync<string>("select state::text from grain_state where kind = 'signingkeys'"));
    }

    [Theory]
    [InlineData("nobody@contoh.id", "admin")]
    [InlineData("agus@contoh.id", "service")]
    [InlineData("agus@contoh.id", "4")]
    [InlineData("agus@contoh.id", "root")]
    public async Task GrantRole_NobodyOrNoRole_OrdersNothing(string whom, string role)
    {
        Assert.Equal(1, await GrantRoleCommand.RunAsync(SiloBuilder.Create(database), whom, role));
    }

    [Fact]
    public async Task RevokeProgram_GivesItAnotherVersion()
    {
        var programs = Grains.GetGrain<IProgramsGrain>(IProgramsGrain.Key);
        var before = (await programs.VerifyAsync(new SignInService("reports", Secret))).Value;

        var exit = await RevokeProgramCommand.RunAsync(SiloBuilder.Create(database), "reports");

        Assert.Equal(0, exit);
        var after = Assert.Single((await programs.ListAsync()).Programs);
        Assert.Equal(("reports", "accounts records"), (after.ClientId, after.Scopes));
        Assert.NotEqual(before?.Version, after.Version);
        Assert.Equal(after, (await programs.VerifyAsync(new SignInService("reports", Secret))).Value);
    }
}
