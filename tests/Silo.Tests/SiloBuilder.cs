using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nusaloka.Testing;

namespace Nusaloka.Silo.Tests;

/// <summary>Hosts for a silo with settings that a test can change.</summary>
internal static class SiloBuilder
{
    public static WebApplicationBuilder Create(PostgresDatabase? database, Dictionary<string, string?>? changed = null)
    {
        // In Development the host looks at its start whether every service can be made.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["POSTGRES"] = database?.ConnectionString,
            ["MASTER_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        });
        builder.Configuration.AddInMemoryCollection(changed ?? []);
        return builder;
    }
}
