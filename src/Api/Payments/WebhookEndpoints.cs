using System.Buffers;
using System.Collections.Immutable;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>Where gateways report. Anybody may call: who it is says the signature, which silos check over the raw body.</summary>
public static class WebhookEndpoints
{
    /// <summary>Adds /webhooks/{gateway}.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder routes) => routes.MapGroup("/webhooks").AllowAnonymous().ExemptFromRateLimits().WithTags("Webhooks")
        .MapPost("/{gateway}", ReceiveAsync).WithName("receive_webhook").WithSummary("Take a payment gateway's webhook in")
        .WithDescription($"For gateways. The raw body, at most {WebhookDelivery.MaxBodyLength / 1024} KiB, is checked by the gateway's signature or token; 200 says that it is stored. The same event again is stored once.")
        .Produces<MessageResponse>().Refuses(404, 413, 503).ResponseExample(new MessageResponse("Diterima."));

    private static async Task<IResult> ReceiveAsync(string gateway, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await ReadBodyAsync(context.Request, cancellationToken) is not { } body)
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status413PayloadTooLarge));

        var headers = context.Request.Headers.ToImmutableDictionary(static header => header.Key.ToLowerInvariant(), static header => header.Value.ToString());
        var received = await grains.GetGrain<IWebhookInboxGrain>(gateway).ReceiveAsync(new WebhookDelivery(body, headers), cancellationToken);
        return received.IsSuccess ? TypedResults.Ok(new MessageResponse("Diterima.")) : received.Error.ToHttp();
    }

    /// <summary>The body as it came; null when it is too long.</summary>
    private static async Task<ImmutableArray<byte>?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > WebhookDelivery.MaxBodyLength)
            return null;

        var read = await request.BodyReader.ReadAtLeastAsync(WebhookDelivery.MaxBodyLength + 1, cancellationToken);
        var isTooLong = read.Buffer.Length > WebhookDelivery.MaxBodyLength;
        var body = isTooLong ? default : read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return isTooLong ? null : [.. body ?? []];
    }
}
