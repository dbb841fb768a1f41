using Nusaloka.Testing;
using Orleans.Storage;

namespace Nusaloka.Persistence.Tests.Storage;

public sealed class PostgresGrainStorageContractTests(PostgresDatabase database)
    : GrainStorageContract, IClassFixture<PostgresDatabase>, IAsyncLifetime, IAsyncDisposable
{
    private readonly PersistenceHost _host = new(database);
    private readonly PersistenceHost _other = new(database);

    protected override IGrainStorage Storage => _host.Storage;

    protected override IGrainStorage OtherStorage => _other.Storage;

    public Task InitializeAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _other.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
