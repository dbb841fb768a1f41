using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Projections;

/// <summary>A database with the tables of <see cref="PersonProjection"/>.</summary>
public sealed class PersonDatabase : IAsyncLifetime
{
    public PostgresDatabase Database { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await PostgresDatabase.CreateAsync();
        await Database.ExecuteAsync(PersonProjection.Schema);
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();

    internal PersistenceHost Host() =>
        new(Database, options => options.WriteLanes = 1, services => services.AddProjection<Person, PersonProjection>("person"));
}
