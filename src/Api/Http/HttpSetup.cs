using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Nusaloka.Api.Auth;

namespace Nusaloka.Api.Http;

/// <summary>The server's limits, JSON and CORS.</summary>
public static class HttpSetup
{
    /// <summary>The largest request body, in bytes. Uploads of media get a limit of their own on their routes.</summary>
    public const int MaxBodyBytes = 1_048_576;

    /// <summary>Registers what every endpoint relies on.</summary>
    public static void AddNusalokaHttp(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ApiOptions>().Bind(builder.Configuration).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ApiOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddSingleton<InFlightOperations>();
        services.ConfigureHttpJsonOptions(options => JsonSettings.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        services.AddCors();
        services.AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>().Configure<ApiOptions>((cors, options) =>
            cors.AddDefaultPolicy(policy => policy
                .WithOrigins(options.AllowedOrigins)
                .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
                .WithHeaders(
                    HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.AcceptLanguage, HeaderNames.IfMatch,
                    HeaderNames.IfNoneMatch, IdempotencyKey.Header, AccessTokenHandler.ServiceHeader, HeaderNames.TraceParent)
                .WithExposedHeaders(
                    HeaderNames.Location, HeaderNames.ETag, HeaderNames.Link, HeaderNames.RetryAfter, HeaderNames.ContentLanguage,
                    IdempotencyKey.ReplayedHeader)
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }
}
