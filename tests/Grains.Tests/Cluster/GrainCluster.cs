using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Accounts;
using Nusaloka.Grains.Tests.Accounts;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;
using Nusaloka.Wallets;
using Orleans.TestingHost;

namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>Two silos with all grains on a database of their own. A class fixture; tests keep apart by the ids that they make.</summary>
public sealed class GrainCluster : IAsyncLifetime
{
    /// <summary>The secret of the program that may sign in as <c>stays</c>, and its SHA-256.</summary>
    public const string ServiceSecret = "4f2b1d7a9c3e5f60718293a4b5c6d7e8";

    private readonly Action<IHostApplicationBuilder>? _configure;
    private InProcessTestCluster? _cluster;
    private int _identifiers;

    public GrainCluster()
    {
    }

    /// <param name="configure">Changes what each silo has, last of all.</param>
    internal GrainCluster(Action<IHostApplicationBuilder> configure) => _configure = configure;

    public PostgresDatabase Database { get; } = new();

    internal ShiftedTimeProvider Time { get; } = new();

    internal CallScript Calls { get; } = new();

    internal InProcessTestCluster Silos => _cluster ?? throw new InvalidOperationException("The cluster is not deployed yet.");

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSiloHost((_, host) => ConfigureHost(host));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddOutgoingGrainCallFilter(Calls);
            silo.AddReminders();
            silo.AddMemoryStreams(StreamProviders.Realtime);
            // Reminders become due when a test moves the clock; a silo must look.
            silo.Configure<ReminderOptions>(static options => options.RefreshReminderListPeriod = TimeSpan.FromSeconds(1));
        });
        builder.ConfigureClient(static client => client.AddMemoryStreams(StreamProviders.Realtime));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        await Database.DisposeAsync();
    }

    internal TGrain Grain<TGrain>(string key)
        where TGrain : IGrainWithStringKey => Silos.Client.GetGrain<TGrain>(key);

    internal IAccountGrain Account(string id) => Grain<IAccountGrain>(id);

    internal IIdentifierGrain Identifier(string key) => Grain<IIdentifierGrain>(key);

    internal IWalletGrain Wallet(string id) => Grain<IWalletGrain>(id);

    internal ITransactionQueryGrain Transactions => Grain<ITransactionQueryGrain>("0");

    /// <summary>An account id that no other test has.</summary>
    internal static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    /// <summary>An e-mail address that no other test has.</summary>
    internal string NewEmail() => $"orang{Interlocked.Increment(ref _identifiers)}@nusaloka.id";

    /// <summary>A phone number that no other test has.</summary>
    internal string NewPhone() => $"+62812{Interlocked.Increment(ref _identifiers):D8}";

    /// <summary>A registration with identifiers that no other test has.</summary>
    internal RegisterAccount NewPerson() => new("Siti Aminah", NewEmail(), NewPhone(), "kata-sandi-1");

    /// <summary>A wallet with so much in it.</summary>
    internal async Task<string> NewWalletAsync(long units = 0)
    {
        var id = NewId();
        await Wallet(id).OpenAsync();
        if (units > 0)
            Assert.True((await Wallet(id).TopUpAsync(new TopUp(Money.Rupiah(units), OperationNamed.Anew()))).IsSuccess);
        return id;
    }

    internal async Task<long> BalanceAsync(string wallet) => (await Wallet(wallet).GetBalanceAsync()).Value?.Balance.Units ?? -1;

    private void ConfigureHost(IHostApplicationBuilder host)
    {
        host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MASTER_KEY"] = Keys.MasterKey(7),
            ["PAYMENTS:SANDBOX:ENABLED"] = "true",
            ["PAYMENTS:SANDBOX:SECRET_KEY"] = "a key for tests",
            ["PAYMENTS:SANDBOX:WEBHOOK_SECRETS:0"] = "a secret for tests",
            ["SERVICE_CLIENTS:stays"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ServiceSecret))),
        });
        host.Services.AddSingleton<TimeProvider>(Time);
        host.Services.AddNusalokaPersistence(options =>
        {
            options.ConnectionString = Database.ConnectionString;
            options.MaxPoolSize = 20;
        });
        host.Services.AddOutboxDelivery(static options => options.FirstRetryDelay = TimeSpan.FromMilliseconds(50));
        host.Services.AddNusalokaGrains(host.Configuration);
        _configure?.Invoke(host);
    }
}
