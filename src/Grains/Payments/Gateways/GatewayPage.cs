using System.Collections.Immutable;

namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>A page of what a gateway has.</summary>
/// <param name="Records">At most some hundred, in an order of the gateway's own.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
/// <typeparam name="TRecord">What is listed.</typeparam>
internal sealed record GatewayPage<TRecord>(ImmutableArray<TRecord> Records, string? Next);

/// <summary>A payment or payout as a gateway's list shows it.</summary>
/// <param name="Id">Our id; null when it carries none.</param>
/// <param name="Reference">What the gateway calls it.</param>
/// <param name="Moved">What was taken, or paid out; zero as long as nothing was.</param>
/// <param name="IsOver">Whether no money can come of it any more.</param>
internal sealed record GatewayRecord(Guid? Id, string Reference, Money Moved, bool IsOver);

/// <summary>A dispute as a gateway's list shows it.</summary>
/// <param name="PaymentReference">What the gateway calls the payment; empty when it does not say.</param>
/// <param name="Dispute">The dispute as it is now.</param>
internal sealed record ListedDispute(string PaymentReference, GatewayDispute Dispute);
