using Nusaloka.Grains.Accounts;
using Nusaloka.Persistence.Migrations;

namespace Nusaloka.Silo;

/// <summary>
/// <c>rewrap-keys</c>: encrypts under NUSALOKA_MASTER_KEY what lies in the database under one of NUSALOKA_MASTER_KEY_PREVIOUS, beside running
/// silos if there are any.
/// </summary>
internal static class RewrapKeysCommand
{
    public const string Name = "rewrap-keys";

    public static async Task<int> RunAsync(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddNusalokaStorage();
        StateRewrapper.Register(builder.Services, builder.Configuration);
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        var (rewrapped, unreadable) = await app.Services.GetRequiredService<StateRewrapper>().RunAsync(CancellationToken.None);
        Console.WriteLine($"{rewrapped} ciphertexts are under the master key of now that were not. Run it again until there are none.");
        if (unreadable == 0)
            return 0;

        await Console.Error.WriteLineAsync($"{unreadable} ciphertexts are under none of NUSALOKA_MASTER_KEY and NUSALOKA_MASTER_KEY_PREVIOUS.");
        return 1;
    }
}
