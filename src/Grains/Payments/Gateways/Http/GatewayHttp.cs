using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nusaloka.Grains.Payments.Gateways.Http;

/// <summary>
/// Sends requests to gateways and tells apart what is known to be undone from what is not. Repeats a request when nothing was done,
/// or when doing it twice is doing it once; at most <see cref="MaxAttempts"/> times, and never so long that a grain's caller gives up.
/// </summary>
internal sealed partial class GatewayHttp(
    IHttpClientFactory clients, IOptions<GatewayHttpOptions> options, TimeProvider clock, ILogger<GatewayHttp> logger)
{
    /// <summary>How often one request is sent at most.</summary>
    public const int MaxAttempts = 3;

    /// <summary>The largest answer that is read.</summary>
    public const int MaxAnswerBytes = 1 << 20;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LastRepeat = TimeSpan.FromSeconds(5);

    /// <summary>The name of a gateway's <see cref="HttpClient"/>.</summary>
    public static string ClientName(string gateway) => "gateway-" + gateway;

    /// <summary>Sends it until there is an answer.</summary>
    /// <exception cref="GatewayUnavailableException">Certainly nothing was done.</exception>
    /// <exception cref="GatewayUnknownException">It may have been done.</exception>
    public async Task<GatewayReply> SendAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var isInDoubt = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ExchangeAsync(request, cancellationToken) with { IsInDoubt = isInDoubt };
            }
            catch (Exception failure) when (attempt < MaxAttempts && MayHelp(failure, request) && clock.GetElapsedTime(started) < LastRepeat)
            {
                isInDoubt |= failure is GatewayUnknownException;
                LogRepeated(failure, request.Gateway, request.ToString(), attempt);
            }
            catch (GatewayUnavailableException failure) when (isInDoubt)
            {
                // This one was not carried out; an earlier one may have been.
                throw new GatewayUnknownException(request.Gateway, $"{request} was sent more than once, and the first time was not answered", failure);
            }

            await Task.Delay(FirstPause * (1 << (attempt - 1)), clock, cancellationToken);
        }
    }

    private static bool MayHelp(Exception failure, GatewayRequest request) => failure switch
    {
        GatewayUnavailableException { IsRefusal: true } => false,
        GatewayUnavailableException => true,
        GatewayUnknownException => request.IsRepeatable,
        _ => false,
    };

    private async Task<GatewayReply> ExchangeAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var message = Message(request);
            using var response = await clients.CreateClient(ClientName(request.Gateway)).SendAsync(message, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return Judge(request, response.StatusCode, body);
        }
        catch (HttpRequestException exception) when (NeverLeft(exception))
        {
            throw new GatewayUnavailableException(request.Gateway, $"no connection for {request}", exception);
        }
        catch (HttpRequestException exception)
        {
            throw Doubt(request, $"the connection broke during {request}", exception);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Doubt(request, $"no answer to {request} within {options.Value.RequestTimeout.TotalSeconds:0.#} s", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The handler's own limit on connecting.
            throw new GatewayUnavailableException(request.Gateway, $"no connection in time for {request}", exception);
        }
    }

    private static bool NeverLeft(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static HttpRequestMessage Message(GatewayRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Address);
        message.Headers.Authorization = AuthenticationHeaderValue.Parse(request.Authorization);
        message.Headers.Accept.ParseAdd("application/json");
        foreach (var (name, value) in request.Headers)
            message.Headers.Add(name, value);
        if (request.Body is { } body)
            message.Content = new StringContent(body, Encoding.UTF8, request.ContentType);
        return message;
    }

    private static GatewayReply Judge(GatewayRequest request, HttpStatusCode status, byte[] body)
    {
        switch ((int)status)
        {
            case 401 or 403:
                throw new GatewayUnavailableException(request.Gateway, $"it answered {(int)status} to {request}: is the key right?") { IsRefusal = true };
            case 429:
                throw new GatewayUnavailableException(request.Gateway, $"it answered 429 to {request}: too many requests");
            case 408 or >= 500:
                throw Doubt(request, $"it answered {(int)status} to {request}", inner: null);
            case >= 300 and < 400:
                throw new GatewayUnavailableException(request.Gateway, $"it answered {(int)status} to {request}: is the address right?") { IsRefusal = true };
        }

        return GatewayJson.TryParse(body, out var json) || (int)status >= 400
            ? new GatewayReply((int)status, json)
            : throw Doubt(request, $"it answered {(int)status} to {request} with something else than JSON", inner: null);
    }

    /// <summary>A command may have been carried out; a question has changed nothing.</summary>
    private static Exception Doubt(GatewayRequest request, string reason, Exception? inner) => request.Method == HttpMethod.Get
        ? new GatewayUnavailableException(request.Gateway, reason, inner)
        : new GatewayUnknownException(request.Gateway, reason, inner);

    [LoggerMessage(1401, LogLevel.Warning, "Gateway {Gateway}: {Request} failed at attempt {Attempt} and is repeated.")]
    private partial void LogRepeated(Exception exception, string gateway, string request, int attempt);
}
