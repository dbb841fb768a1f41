using Nusaloka.Grains;
using Nusaloka.Persistence.Migrations;
using Nusaloka.Persistence.Projections;

namespace Nusaloka.Silo;

/// <summary>
/// <c>rebuild-projections [KIND]</c>: fills the read models anew from the grains' state, beside running silos if there are any.
/// </summary>
internal static class RebuildProjectionsCommand
{
    public const string Name = "rebuild-projections";

    public static async Task<int> RunAsync(WebApplicationBuilder builder, string? kind)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddNusalokaStorage();
        builder.Services.AddNusalokaProjections();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        var rebuilt = await app.Services.GetRequiredService<ProjectionRebuilder>().RebuildAsync(kind, CancellationToken.None);
        foreach (var projection in rebuilt)
            Console.WriteLine($"{projection.Kind}: {projection.States} states into {string.Join(", ", projection.Tables)}");
        if (rebuilt.Count > 0)
            return 0;

        await Console.Error.WriteLineAsync(kind is null ? "There are no projections." : $"There is no projection of '{kind}'.");
        return 1;
    }
}
