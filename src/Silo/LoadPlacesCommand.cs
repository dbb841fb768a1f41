using System.Security.Cryptography;
using Nusaloka.Grains.Search.Places;
using Nusaloka.Persistence.Migrations;

namespace Nusaloka.Silo;

/// <summary>
/// <c>load-places FILE</c>: makes the places those of a file, beside running silos if there are any; they read them again within seconds.
/// The same file again changes nothing. A file with wrong lines changes nothing either, and its lines are named.
/// </summary>
internal static class LoadPlacesCommand
{
    public const string Name = "load-places";

    public static async Task<int> RunAsync(WebApplicationBuilder builder, string[] options)
    {
        if (options is not [{ Length: > 0 } path])
        {
            await Console.Error.WriteLineAsync($"{Name} takes one FILE.");
            return 2;
        }

        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"There is no file {path}.");
            return 1;
        }

        var bytes = await File.ReadAllBytesAsync(path);
        using var reader = new StreamReader(new MemoryStream(bytes));
        var content = PlaceFile.Read(reader);
        foreach (var fault in content.Faults)
            await Console.Error.WriteLineAsync($"{path}, line {fault.Line}: {fault.What}.");
        if (!content.Faults.IsEmpty)
        {
            await Console.Error.WriteLineAsync("Nothing was changed.");
            return 1;
        }

        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddNusalokaStorage();
        builder.Services.AddSingleton<PlaceStore>();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        var isNew = await app.Services.GetRequiredService<PlaceStore>().LoadAsync(
            content.Places, Convert.ToHexStringLower(SHA256.HashData(bytes)), onlyIfEmpty: false, CancellationToken.None);
        Console.WriteLine(isNew ? $"{content.Places.Length} places are loaded." : $"These {content.Places.Length} places were loaded already.");
        return 0;
    }
}
