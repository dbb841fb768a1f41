using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Nusaloka.Api.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Http;

/// <summary>The server's limits, JSON and CORS.</summary>
public static class HttpSetup
{
    /// <summary>The largest request body, in bytes. Routes that need more, or much less, say so (<see cref="RateLimitRoutes.MaxBody"/>).</summary>
    public const int MaxBodyBytes = 65_536;

    private const int MaxHeaderBytes = 16_384;
    private const int MaxHeaders = 64;
    private const int LeastBytesPerSecond = 512;

    private static readonly TimeSpan HeadersPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Registers what every endpoint relies on.</summary>
    public static void AddNusalokaHttp(this WebApplicationBuilder builder)
    {
        // A lone LF would end lines that a proxy before us may read on.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        var services = builder.Services;
        services.AddOptions<ApiOptions>().Bind(builder.Configuration).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ApiOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddSingleton<InFlightOperations>();
        services.ConfigureHttpJsonOptions(options => JsonSettings.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOptions<KestrelServerOptions>().Configure<ApiOptions>(LimitServer);
        services.AddCors();
        services.AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>().Configure<ApiOptions>((cors, options) =>
            cors.AddDefaultPolicy(policy => policy
                .WithOrigins(options.AllowedOrigins)
                .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
                .WithHeaders(
                    HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.AcceptLanguage, HeaderNames.IfMatch,
                    HeaderNames.IfNoneMatch, IdempotencyKey.Header, AccessTokenHandler.ServiceHeader, SignInAnswers.DeviceHeader,
                    HeaderNames.TraceParent)
                .WithExposedHeaders(
                    HeaderNames.Location, HeaderNames.ETag, HeaderNames.Link, HeaderNames.RetryAfter, HeaderNames.ContentLanguage,
                    IdempotencyKey.ReplayedHeader, SignInAnswers.DeviceHeader, RateLimitHeaders.Left, RateLimitHeaders.Policy)
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }

    private static void LimitServer(KestrelServerOptions server, ApiOptions options)
    {
        server.AddServerHeader = false;
        var limits = server.Limits;
        limits.MaxRequestBodySize = MaxBodyBytes;
        limits.MaxRequestBufferSize = MaxBodyBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestHeaderCount = MaxHeaders;
        limits.RequestHeadersTimeout = HeadersPatience;
        limits.MinRequestBodyDataRate = new MinDataRate(LeastBytesPerSecond, Grace);
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = options.MaxConnections;
        var each = new ConnectionLimit(options.MaxConnectionsEach, options.TrustedNetworks);
        server.ConfigureEndpointDefaults(endpoint => ((IConnectionBuilder)endpoint).Use(each.Before));
    }
}
