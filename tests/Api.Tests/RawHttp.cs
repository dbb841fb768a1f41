using System.Net.Sockets;
using System.Text;

namespace Nusaloka.Api.Tests;

/// <summary>Sends bytes as they are, for requests that no HTTP client would make.</summary>
internal static class RawHttp
{
    /// <summary>Sends a request and reads until the server closes; the request should ask it to.</summary>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
