using System.Globalization;

namespace Nusaloka.Silo.Operations;

/// <summary>
/// <c>healthcheck</c>: asks the process that listens on ASPNETCORE_URLS here whether it is ready, for container engines, which start a
/// program to know. The images have neither a shell nor curl.
/// </summary>
public static class HealthCheckCommand
{
    /// <summary>The argument that asks for it.</summary>
    public const string Name = "healthcheck";

    private const string DefaultUrl = "http://127.0.0.1:5000";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>0 when it is ready, otherwise 1 with the reason on the error output.</summary>
    /// <param name="urls">What ASPNETCORE_URLS is; null for the framework's own default.</param>
    public static async Task<int> RunAsync(string? urls)
    {
        var ready = ReadyUrl(urls);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(ready);
            if (response.IsSuccessStatusCode)
                return 0;

            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{ready} answers {(int)response.StatusCode}."));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{ready} does not answer: {exception.Message}");
        }

        return 1;
    }

    /// <summary>Where to ask: the first address, over loopback when it stands for all.</summary>
    internal static Uri ReadyUrl(string? urls)
    {
        var first = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? DefaultUrl;
        var address = BindingAddress.Parse(first);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port, "/ready").Uri;
    }
}
