using Microsoft.Extensions.Hosting;

// Placeholder entry, replaced below.
await Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = args }).Build().RunAsync();
