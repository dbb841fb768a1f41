using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Nusaloka.Scenarios.Abuse;

/// <summary>What a server has said to bytes that were sent as they are.</summary>
/// <param name="Statuses">The statuses of all answers on the connection, in their order.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record RawExchange(IReadOnlyList<int> Statuses, string Text)
{
    private const string Last = "GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    /// <summary>
    /// Sends a request and behind it, on the same connection, a good one that ends the connection: a server that takes the first for longer or
    /// shorter than it is answers something else to the second, or answers more often than it was asked.
    /// </summary>
    public static async Task<RawExchange> SendAsync(Uri address, string request)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port);
        var answer = new MemoryStream();
        // Whoever is hung up on while sending may have been answered all the same.
        await UntilHungUpAsync(async () => await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request + Last)));
        await UntilHungUpAsync(() => client.GetStream().CopyToAsync(answer));

        var text = Encoding.Latin1.GetString(answer.ToArray());
        return new RawExchange([.. StatusLine().Matches(text).Select(static match => int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))], text);
    }

    private static async Task UntilHungUpAsync(Func<Task> exchange)
    {
        try
        {
            await exchange();
        }
        catch (IOException)
        {
            // What was said before counts.
        }
    }

    [GeneratedRegex(@"HTTP/1\.1 (\d{3}) ")]
    private static partial Regex StatusLine();
}
