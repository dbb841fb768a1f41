using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Conformance.Silo.Hosting;

// A silo of a cluster of processes. It says its name when it serves, and leaves when its standard input ends: when the test wants it
// to, or with the test's process, however that ends.
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = args });
builder.Configuration.AddEnvironmentVariables(ProcessSettings.Prefix);
builder.Logging.AddSimpleConsole().Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
    static options => options.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var settings = ProcessSettings.From(builder.Configuration);
builder.UseOrleans(silo => silo
    .UseCluster(settings)
    .ConfigureEndpoints(IPAddress.Loopback, settings.SiloPort, settings.GatewayPort)
    .AddConformance(settings.Postgres));
using var host = builder.Build();
await host.StartAsync();

await Console.Out.WriteLineAsync(ProcessSettings.Ready + host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress);
await Console.In.ReadToEndAsync();
await host.StopAsync();
