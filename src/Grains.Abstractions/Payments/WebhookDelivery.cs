using System.Collections.Immutable;

namespace Nusaloka.Payments;

/// <summary>A webhook as it came over the wire.</summary>
/// <param name="Body">The raw bytes, at most <see cref="MaxBodyLength"/>: signatures are over these.</param>
/// <param name="Headers">All headers, names in lower case.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WebhookDelivery")]
public sealed record WebhookDelivery(
    [property: Id(0)] ImmutableArray<byte> Body,
    [property: Id(1)] ImmutableDictionary<string, string> Headers)
{
    /// <summary>The longest body that is read.</summary>
    public const int MaxBodyLength = 64 * 1024;

    /// <summary>For logs: nothing of what is in it.</summary>
    public override string ToString() => $"a webhook of {Body.Length} bytes";
}

/// <summary>A webhook that was taken in.</summary>
/// <param name="Gateway">Who sent it.</param>
/// <param name="EventId">The same for every delivery of it.</param>
/// <param name="Kind">payment, refund, dispute or payout.</param>
/// <param name="Status">received, applied or rejected.</param>
/// <param name="PaymentId">The payment that it is about; null when it is about none that we know.</param>
/// <param name="Attempts">How often applying it has failed.</param>
/// <param name="LastError">Why it failed last; null when it did not.</param>
/// <param name="ReceivedAt">When it came first, UTC.</param>
/// <param name="AppliedAt">When it was applied, UTC; null when it was not.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WebhookSummary")]
public sealed record WebhookSummary(
    [property: Id(0)] string Gateway,
    [property: Id(1)] string EventId,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Status,
    [property: Id(4)] string? PaymentId,
    [property: Id(5)] int Attempts,
    [property: Id(6)] string? LastError,
    [property: Id(7)] DateTimeOffset ReceivedAt,
    [property: Id(8)] DateTimeOffset? AppliedAt);
