using Microsoft.AspNetCore.HttpOverrides;

namespace Nusaloka.Api.Http;

/// <summary>Believes X-Forwarded-For and X-Forwarded-Proto of the proxies that NUSALOKA_TRUSTED_PROXIES names, and of nobody else.</summary>
internal static class TrustedProxies
{
    /// <summary>To stand first in the pipeline: what comes after it sees the caller, not the proxy.</summary>
    /// <exception cref="InvalidOperationException">The framework is told to believe everybody.</exception>
    public static void UseTrustedProxies(this WebApplication app)
    {
        // The framework's own switch clears the list of whom to believe, so that any caller could choose the address they are counted by.
        if (app.Configuration["FORWARDEDHEADERS_ENABLED"] is "true" or "True" or "TRUE")
            throw new InvalidOperationException("ASPNETCORE_FORWARDEDHEADERS_ENABLED believes everybody: unset it, and name the proxies in NUSALOKA_TRUSTED_PROXIES.");

        var trusted = app.Services.GetRequiredService<ApiOptions>().TrustedNetworks;
        if (trusted.Length == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // From right to left as far as those who added an entry are trusted.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
