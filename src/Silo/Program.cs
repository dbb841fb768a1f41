using Nusaloka.Silo;

// The silo process.
var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddEnvironmentVariables("NUSALOKA_");
builder.AddNusalokaSilo();
await builder.Build().RunAsync();
