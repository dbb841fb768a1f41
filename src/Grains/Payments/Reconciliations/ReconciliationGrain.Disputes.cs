using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.State;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>
/// Disputes by the gateways' lists: what a bank has taken, or given back, without any webhook of it. Each is put to its payment, for which it is
/// mostly nothing new.
/// </summary>
internal sealed partial class ReconciliationGrain
{
    /// <summary>
    /// A bank takes the money when a dispute is opened, and all is decided within two to three months, as https://support.stripe.com/topics/disputes
    /// says: until then the list is looked at again, every ten days.
    /// </summary>
    private static readonly ImmutableArray<(string Name, TimeSpan Lag)> DisputeLooks =
        [("", Grace), .. Enumerable.Range(1, 10).Select(static i => ($"/{10 * i}d", TimeSpan.FromDays(10 * i)))];

    private Task<Reconciliation> CompareDisputesAsync(Reconciliation run, IPaymentGateway gateway, CancellationToken cancellationToken) =>
        CompareListedAsync(
            run, gateway.Name, "/disputes", DisputeLooks, gateway.ListDisputesAsync,
            (before, disputes) => CompareAsync(before, gateway.Name, disputes, cancellationToken), cancellationToken);

    private async Task<(Reconciliation Run, bool IsDone)> CompareAsync(
        Reconciliation run, string gateway, ImmutableArray<ListedDispute> disputes, CancellationToken cancellationToken)
    {
        var before = run.Differences;
        foreach (var some in disputes.Chunk(MaxAtOnce))
        {
            var compared = await Task.WhenAll(some.Select(listed => CompareAsync(gateway, listed, cancellationToken)));
            await _store.CloseAsync(
                [.. some.Where((_, i) => compared[i].Found.IsEmpty).Select(static listed => listed.Dispute.Reference)], gateway, [DifferenceKind.UnknownHere], cancellationToken);
            foreach (var difference in compared.SelectMany(static one => one.Found))
                await _store.SaveAsync(difference.SubjectId, gateway, [difference], cancellationToken);
            run = run with { Differences = run.Differences + compared.Count(static one => one.Found.Length > 0) };
        }

        return (run, run.Differences == before);
    }

    private async Task<Comparison> CompareAsync(string gateway, ListedDispute listed, CancellationToken cancellationToken)
    {
        if (await _listings.FindOrderAsync(gateway, listed.PaymentReference, cancellationToken) is not { } order)
            return UnknownHere(gateway, listed);

        var said = new GatewayEvent(GatewayEventKind.Dispute, order.AttemptId, Reference: listed.PaymentReference, Dispute: listed.Dispute);
        try
        {
            var compared = await GrainFactory.GetGrain<IComparedGrain>(order.PaymentId)
                .CompareDisputeAsync(new GatewayNews(gateway, order.AttemptId, said), cancellationToken);
            return compared.IsReached ? compared : UnknownHere(gateway, listed);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, listed.Dispute.Reference, gateway);
            return UnknownHere(gateway, listed);
        }
    }

    private Comparison UnknownHere(string gateway, ListedDispute listed) =>
        Comparison.Of([ClearingRules.UnknownHere(gateway, listed.Dispute, _time.GetStoredUtcNow())]);
}
