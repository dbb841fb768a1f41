// The silo process. Filled in by the host set-up.
var app = WebApplication.CreateBuilder(args).Build();
await app.RunAsync();
