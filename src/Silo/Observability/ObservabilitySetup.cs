using Microsoft.Extensions.Logging.Console;
using Nusaloka.Silo.Operations;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Nusaloka.Silo.Observability;

/// <summary>Logs, metrics and traces of this process.</summary>
public static class ObservabilitySetup
{
    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Authentication", "System.Runtime", "System.Net.Http", "Npgsql", "Microsoft.Orleans", "Nusaloka.*",
    ];

    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Microsoft.Orleans.*", "Nusaloka.*"];

    /// <summary>
    /// JSON logs on standard output, metrics for /metrics, and spans by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT says where to
    /// (OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf by default, or grpc).
    /// </summary>
    public static void AddNusalokaObservability(this WebApplicationBuilder builder, ProcessIdentity identity)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = JsonLogFormatter.FormatterName);
        builder.Logging.AddConsoleFormatter<JsonLogFormatter, ConsoleFormatterOptions>();
        // The framework's own request lines carry the query string, which may hold an access token.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        var resource = ResourceBuilder.CreateDefault().AddService(identity.ServiceName, serviceVersion: BuildInfo.Version);
        builder.Services.AddSingleton<PrometheusReader>();
        builder.Services.AddSingleton(provider => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Meters)
            .AddReader(provider.GetRequiredService<PrometheusReader>().Reader)
            .Build());
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } endpoint)
        {
            var isGrpc = builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "grpc";
            builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(Sources)
                .AddOtlpExporter(otlp =>
                {
                    otlp.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
                    otlp.Endpoint = isGrpc ? new Uri(endpoint) : new Uri(endpoint.TrimEnd('/') + "/v1/traces");
                })
                .Build());
        }

        builder.Services.AddHostedService<TelemetryStarter>();
    }
}
