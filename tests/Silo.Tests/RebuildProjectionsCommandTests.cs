using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Testing;

namespace Nusaloka.Silo.Tests;

public sealed class RebuildProjectionsCommandTests
{
    [Fact]
    public async Task Run_ReadModelDamaged_ShowsTheGrainsStateAgain()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await RegisterAsync(database, "Budi", "budi@contoh.id");
        await database.ExecuteAsync("update account set full_name = 'somebody else', version = 99");

        var exit = await RebuildProjectionsCommand.RunAsync(SiloBuilder.Create(database), kind: null);

        Assert.Equal(0, exit);
        Assert.Equal(["Budi"], await database.ColumnAsync<string>("select full_name from account where version = 1"));
    }

    [Fact]
    public async Task Run_UnknownKind_FailsAndChangesNothing()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await RegisterAsync(database, "Budi", "budi@contoh.id");
        await database.ExecuteAsync("update account set full_name = 'somebody else'");

        var exit = await RebuildProjectionsCommand.RunAsync(SiloBuilder.Create(database), "acount");

        Assert.Equal(1, exit);
        Assert.Equal(["somebody else"], await database.ColumnAsync<string>("select full_name from account"));
    }

    private static async Task RegisterAsync(PostgresDatabase database, string name, string email)
    {
        var builder = SiloBuilder.Create(database);
        builder.AddNusalokaSilo();
        await using var app = builder.Build();
        await app.StartAsync();
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var registered = await app.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IAccountGrain>(id).RegisterAsync(new RegisterAccount(name, email, null, "becak di Malioboro"));
        Assert.True(registered.IsSuccess);
        await app.StopAsync();
    }
}
