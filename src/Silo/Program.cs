using Nusaloka.Silo;
using Nusaloka.Silo.Operations;

// The silo process, the maintenance commands that need its database but no silo, and what asks a silo beside it how it is.
if (args is [HealthCheckCommand.Name])
    return await HealthCheckCommand.RunAsync(Environment.GetEnvironmentVariable("ASPNETCORE_URLS"));

var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddEnvironmentVariables("NUSALOKA_");
if (args is [RebuildProjectionsCommand.Name, .. var rest])
    return await RebuildProjectionsCommand.RunAsync(builder, rest.FirstOrDefault());
if (args is [VerifyLedgerCommand.Name, .. var options])
    return await VerifyLedgerCommand.RunAsync(builder, options);
if (args is [LoadPlacesCommand.Name, .. var files])
    return await LoadPlacesCommand.RunAsync(builder, files);
if (args is [RotateKeysCommand.Name])
    return await RotateKeysCommand.RunAsync(builder);
if (args is [RewrapKeysCommand.Name])
    return await RewrapKeysCommand.RunAsync(builder);
if (args is [RevokeProgramCommand.Name, var program])
    return await RevokeProgramCommand.RunAsync(builder, program);
if (args is [GrantRoleCommand.Name, var whom, var role])
    return await GrantRoleCommand.RunAsync(builder, whom, role);

await SiloProcess.Build(builder).RunAsync();
return 0;
