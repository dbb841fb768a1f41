using Nusaloka.Silo;

// The silo process, and the maintenance command that needs its read models but no silo.
var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddEnvironmentVariables("NUSALOKA_");
if (args is [RebuildProjectionsCommand.Name, .. var rest])
    return await RebuildProjectionsCommand.RunAsync(builder, rest.FirstOrDefault());

await SiloProcess.Build(builder).RunAsync();
return 0;
