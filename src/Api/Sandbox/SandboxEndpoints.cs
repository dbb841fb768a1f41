using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Sandbox;

namespace Nusaloka.Api.Sandbox;

/// <summary>
/// The sandbox gateway's API for programs. It plays another company's: it has a key of its own, is spoken to over HTTP by silos, too, and is
/// described in docs/reference/sandbox.md and not in our OpenAPI document.
/// </summary>
internal static class SandboxEndpoints
{
    private const int ListLimit = 100;

    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(1);

    /// <summary>Adds /sandbox/v1/*.</summary>
    public static void MapSandboxApi(this IEndpointRouteBuilder routes, SandboxKey key)
    {
        var group = routes.MapGroup("/sandbox/v1").AllowAnonymous().ExemptFromRateLimits().WithMetadata(key).ExcludeFromDescription();
        group.MapPost("/payments", CreateAsync);
        group.MapGet("/payments/{id:guid}", async (Guid id, IGrainFactory grains, CancellationToken cancellationToken) =>
            (await Payment(grains, id).GetAsync(cancellationToken)).ToHttp(SandboxPaymentResponse.Of));
        group.MapPost("/payments/{id:guid}/capture", async (
            Guid id, JsonBody<SandboxCaptureRequest> body, IGrainFactory grains, CancellationToken cancellationToken) =>
            (await Payment(grains, id).CaptureAsync(Money.Rupiah(body.Value.Amount), cancellationToken)).ToHttp(SandboxPaymentResponse.Of));
        group.MapPost("/payments/{id:guid}/cancel", async (
            Guid id, JsonBody<SandboxEmptyRequest> _, IGrainFactory grains, CancellationToken cancellationToken) =>
            (await Payment(grains, id).CancelAsync(cancellationToken)).ToHttp(SandboxPaymentResponse.Of));
        group.MapPost("/payments/{id:guid}/refunds", async (
            Guid id, JsonBody<SandboxRefundRequest> body, IGrainFactory grains, CancellationToken cancellationToken) =>
            (await Payment(grains, id).RefundAsync(new RefundSandboxPayment($"{body.Value.Id}", Money.Rupiah(body.Value.Amount)), cancellationToken))
            .ToHttp(refund => SandboxRefundResponse.Of($"{id}", refund)));
        group.MapGet("/payments", (DateTimeOffset from, DateTimeOffset until, string? after, IGrainFactory grains, CancellationToken cancellationToken) =>
            ListAsync(payouts: false, from, until, after, grains, cancellationToken));
        group.MapGet("/payouts", (DateTimeOffset from, DateTimeOffset until, string? after, IGrainFactory grains, CancellationToken cancellationToken) =>
            ListAsync(payouts: true, from, until, after, grains, cancellationToken));
        group.MapGet("/disputes", async (DateTimeOffset from, DateTimeOffset until, string? after, IGrainFactory grains, CancellationToken cancellationToken) =>
            TypedResults.Ok(SandboxDisputeListResponse.Of(await grains.GetGrain<ISandboxQueryGrain>("0")
                .ListDisputesAsync(new ListSandboxDisputes(from, until, after is null ? null : SandboxDispute.PaymentOf(after), ListLimit), cancellationToken))));
        group.MapPost("/payouts", PayOutAsync);
        group.MapGet("/payouts/{id:guid}", async (Guid id, IGrainFactory grains, CancellationToken cancellationToken) =>
            (await Payout(grains, id).GetAsync(cancellationToken)).ToHttp(SandboxPayoutResponse.Of));
    }

    private static async Task<IResult> CreateAsync(
        JsonBody<SandboxPaymentRequest> body, HttpContext context, IGrainFactory grains, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        var asked = body.Value;
        var command = new CreateSandboxPayment(
            Money.Rupiah(asked.Amount), asked.Description, asked.Capture == SandboxCapture.Manual, asked.Card, asked.Channel, asked.ReturnUrl, asked.ExpiresAt);
        var created = await Payment(grains, asked.Id).CreateAsync(command, context.RequestAborted);
        if (!created.IsSuccess)
            return created.Error.ToHttp();
        return await PlayAsync(created.Value.Answer, context, clock, lifetime) ?? TypedResults.Ok(SandboxPaymentResponse.Of(created.Value.Payment));
    }

    private static async Task<IResult> PayOutAsync(
        JsonBody<SandboxPayoutRequest> body, HttpContext context, IGrainFactory grains, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        var asked = body.Value;
        var command = new CreateSandboxPayout(Money.Rupiah(asked.Amount), asked.BankCode, asked.AccountNumber, asked.HolderName);
        var created = await Payout(grains, asked.Id).CreateAsync(command, context.RequestAborted);
        if (!created.IsSuccess)
            return created.Error.ToHttp();
        return await PlayAsync(created.Value.Answer, context, clock, lifetime) ?? TypedResults.Ok(SandboxPayoutResponse.Of(created.Value.Payout));
    }

    private static async Task<IResult> ListAsync(
        bool payouts, DateTimeOffset from, DateTimeOffset until, string? after, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(SandboxListResponse.Of(await grains.GetGrain<ISandboxQueryGrain>("0")
            .ListAsync(new ListSandboxRecords(payouts, from, until, after, ListLimit), cancellationToken)));

    /// <summary>Answers badly, where that is wanted; null: the answer is as it should be. What was asked for is done by now.</summary>
    private static async Task<IResult?> PlayAsync(SandboxAnswer answer, HttpContext context, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        switch (answer)
        {
            case SandboxAnswer.ServerError:
                return new ProblemResult(Problem.OfStatus(StatusCodes.Status500InternalServerError));
            case SandboxAnswer.Late:
                await WaitAsync(Lateness, context, clock, lifetime);
                return null;
            case SandboxAnswer.Never:
                await WaitAsync(Never, context, clock, lifetime);
                context.Abort();
                return TypedResults.Empty;
            default:
                return null;
        }
    }

    // A process that stops does not wait for a game to end.
    private static async Task WaitAsync(TimeSpan time, HttpContext context, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(time, clock, ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static ISandboxPaymentGrain Payment(IGrainFactory grains, Guid id) => grains.GetGrain<ISandboxPaymentGrain>($"{id}");

    private static ISandboxPayoutGrain Payout(IGrainFactory grains, Guid id) => grains.GetGrain<ISandboxPayoutGrain>($"{id}");
}
