namespace Nusaloka.Scenarios.Abuse;

/// <summary>
/// Requests that no client makes. What is behind them on the connection is either refused with them, by the end of the connection, or
/// answered as itself: nothing of one request is ever read as another.
/// </summary>
public sealed class RawRequestTests(AbusedApi api) : IClassFixture<AbusedApi>
{
    private const string Host = "Host: localhost\r\n";
    private const string Json = "Content-Type: application/json\r\n";
    private const string Post = "POST /api/v1/auth/service-token HTTP/1.1\r\n" + Host + Json;
    private const string Body = """{"client_id":"nobody","client_secret":"nothing"}""";
    private const string Hidden = "GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";

    /// <summary>Requests whose end can be read in two ways, with the statuses of all answers on the connection.</summary>
    public static TheoryData<string, string, int[]> Framing => new()
    {
        { "two lengths", Post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", [400] },
        { "one length twice", Post + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd", [400] },
        { "a list of lengths", Post + "Content-Length: 4, 4\r\n\r\nabcd", [400] },
        { "a negative length", Post + "Content-Length: -4\r\n\r\nabcd", [400] },
        { "a hexadecimal length", Post + "Content-Length: 0x4\r\n\r\nabcd", [400] },
        // What follows is read as every reader of numbers reads it; proxies that refuse the sign stand before.
        { "a length with a sign", Post + $"Content-Length: +{Body.Length}\r\n\r\n{Body}", [401, 200] },
        { "a length with a sign, and a request behind the body", Post + $"Content-Length: +{Body.Length}\r\n\r\n{Body}{Hidden}", [401, 200, 200] },
        { "a length with a sign twice", Post + $"Content-Length: +{Body.Length}\r\nContent-Length: {Body.Length}\r\n\r\n{Body}", [400] },
        { "a length that is no number", Post + "Content-Length: 99999999999999999999\r\n\r\nabcd", [400] },
        { "length and chunks", Post + $"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n{Chunk(Body)}0\r\n\r\n", [401] },
        { "chunks and length, with a request inside", Post + $"Transfer-Encoding: chunked\r\nContent-Length: {Hidden.Length + 5}\r\n\r\n0\r\n\r\n{Hidden}", [400] },
        { "an unknown coding", Post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", [400] },
        { "chunks not last", Post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", [400] },
        { "two codings", Post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", [400] },
        { "a space before the colon", Post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", [400] },
        { "a chunk's size with 0x", Post + $"Transfer-Encoding: chunked\r\n\r\n0x{Chunk(Body)}0\r\n\r\n", [400] },
        { "a chunk's size with a sign", Post + $"Transfer-Encoding: chunked\r\n\r\n+{Chunk(Body)}0\r\n\r\n", [400] },
        { "a chunk's size too large for any number", Post + $"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{Body}\r\n0\r\n\r\n", [400] },
        { "a chunk longer than it says", Post + $"Transfer-Encoding: chunked\r\n\r\n{Body.Length:x}\r\n{Body}XX\r\n0\r\n\r\n", [400] },
        { "an extension that ends in LF", Post + $"Transfer-Encoding: chunked\r\n\r\n{Body.Length:x};\n{Body}\r\n0\r\n\r\n", [400] },
        { "an extension without a name", Post + $"Transfer-Encoding: chunked\r\n\r\n{Body.Length:x};\r\n{Body}\r\n0\r\n\r\n", [401, 200] },
        { "an extension with NUL", Post + $"Transfer-Encoding: chunked\r\n\r\n{Body.Length:x};a\0b\r\n{Body}\r\n0\r\n\r\n", [401, 200] },
        { "a body that nobody wants", $"GET /health HTTP/1.1\r\n{Host}Content-Length: {Hidden.Length}\r\n\r\n{Hidden}", [200, 200] },
        { "a trailer that would be a header", Post + $"Transfer-Encoding: chunked\r\n\r\n{Chunk(Body)}0\r\nHost: evil.example\r\nX-Service-Token: x\r\n\r\n", [401, 200] },
        { "lines that end in LF", "GET /health HTTP/1.1\nHost: localhost\n\n", [400] },
        { "a folded line", $"GET /health HTTP/1.1\r\n{Host}X: a\r\n b\r\n\r\n", [400] },
        { "a lone CR", $"GET /health HTTP/1.1\r\n{Host}X: a\rb\r\n\r\n", [400] },
        { "a line before the first header", $"GET /health HTTP/1.1\r\n X: a\r\n{Host}\r\n", [400] },
        { "NUL in a name", $"GET /health HTTP/1.1\r\n{Host}X\0: a\r\n\r\n", [400] },
        { "NUL in a value", $"GET /health HTTP/1.1\r\n{Host}X: a\0b\r\n\r\n", [400] },
        { "a space in a name", $"GET /health HTTP/1.1\r\n{Host}X y: a\r\n\r\n", [400] },
        { "an upgrade to HTTP/2", $"GET /health HTTP/1.1\r\n{Host}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n", [200, 200] },
    };

    /// <summary>Requests for somebody else, or too large.</summary>
    public static TheoryData<string, string, int[]> Shapes => new()
    {
        { "no host", "GET /health HTTP/1.1\r\n\r\n", [400] },
        { "two hosts", $"GET /health HTTP/1.1\r\n{Host}{Host}\r\n", [400] },
        { "an empty host", "GET /health HTTP/1.1\r\nHost:\r\n\r\n", [400, 200] },
        { "a host with a user", "GET /health HTTP/1.1\r\nHost: localhost@evil.example\r\n\r\n", [400] },
        { "another host in the target", $"GET http://evil.example/health HTTP/1.1\r\n{Host}\r\n", [400] },
        { "a tunnel", $"CONNECT evil.example:443 HTTP/1.1\r\n{Host}\r\n", [400] },
        { "TRACE", $"TRACE /health HTTP/1.1\r\n{Host}\r\n", [405, 200] },
        { "HTTP/1.2", $"GET /health HTTP/1.2\r\n{Host}\r\n", [505] },
        { "a fragment", $"GET /health#x HTTP/1.1\r\n{Host}\r\n", [404, 200] },
        { "NUL in the path", $"GET /health%00 HTTP/1.1\r\n{Host}\r\n", [400] },
        { "NUL in a segment of the path", $"GET /api/v1/trips/a%00b HTTP/1.1\r\n{Host}\r\n", [400] },
        { "NUL in the path of a socket", $"GET /ws/chat%00 HTTP/1.1\r\n{Host}\r\n", [400] },
        { "NUL in the path of the hub", $"POST /hubs/realtime/%00 HTTP/1.1\r\n{Host}Content-Length: 0\r\n\r\n", [400] },
        { "NUL in a query", $"GET /api/v1/trips?q=%00 HTTP/1.1\r\n{Host}\r\n", [400, 200] },
        { "NUL twice escaped", $"GET /api/v1/trips/%2500 HTTP/1.1\r\n{Host}\r\n", [400, 200] },
        { "NUL in two bytes", $"GET /api/v1/trips/%c0%80 HTTP/1.1\r\n{Host}\r\n", [404, 200] },
        { "bytes that are no text", $"GET /api/v1/trips/%ff%fe HTTP/1.1\r\n{Host}\r\n", [404, 200] },
        { "a way up", $"GET /api/v1/../../etc/passwd HTTP/1.1\r\n{Host}\r\n", [404, 200] },
        { "an escaped slash", $"GET /api%2fv1/account/profile HTTP/1.1\r\n{Host}\r\n", [404, 200] },
        { "a long line", $"GET /{new string('a', 9_000)} HTTP/1.1\r\n{Host}\r\n", [414] },
        { "a long header", $"GET /health HTTP/1.1\r\n{Host}X: {new string('a', 17_000)}\r\n\r\n", [431] },
        { "many headers", $"GET /health HTTP/1.1\r\n{Host}{string.Concat(Enumerable.Range(0, 70).Select(static n => $"X{n}: a\r\n"))}\r\n", [431] },
        { "a long body", Post + "Content-Length: 4097\r\n\r\n", [413] },
        { "a long body in chunks", Post + $"Transfer-Encoding: chunked\r\n\r\n{Chunk(new string('a', 2_049))}{Chunk(new string('a', 2_049))}0\r\n\r\n", [413] },
    };

    [Theory]
    [MemberData(nameof(Framing))]
    [MemberData(nameof(Shapes))]
    public async Task Request_IsAnsweredOnceOrEndsTheConnection(string what, string request, int[] statuses)
    {
        var exchange = await RawExchange.SendAsync(api.Address, request);

        Assert.True(statuses.SequenceEqual(exchange.Statuses), $"{what}: {string.Join(' ', exchange.Statuses)} where {string.Join(' ', statuses)} was expected.\n{exchange.Text}");
        // Whoever answers /version is the one who was asked for it; /health was hidden in another request.
        Assert.Equal(statuses.Length > 1, exchange.Text.Contains("\"commit\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Response_ToTextWithLineBreaks_GetsNoHeaderOfTheCallers()
    {
        var exchange = await RawExchange.SendAsync(api.Address, $"GET /nowhere%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\n{Host}Accept-Language: id%0d%0aX: y\r\n\r\n");

        Assert.Equal([404, 200], exchange.Statuses);
        Assert.DoesNotContain("\nSet-Cookie:", exchange.Text, StringComparison.OrdinalIgnoreCase);
    }

    private static string Chunk(string body) => $"{body.Length:x}\r\n{body}\r\n";
}
