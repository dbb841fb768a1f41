namespace Nusaloka.Grains.Payments;

/// <summary>Somewhere that people's money comes from at once, without anybody waiting for a payment.</summary>
internal interface IInstantGateway
{
    /// <summary>The name of its clearing account, see <see cref="Persistence.Ledger.LedgerAccountCode.GatewayClearing"/>.</summary>
    string Name { get; }

    /// <summary>Whether it can be used here: play money must never come where real money is.</summary>
    bool IsOpen { get; }

    /// <summary>Takes the amount from the person. The same id is charged at most once, however often it is asked.</summary>
    Task<Charge> ChargeAsync(Guid id, Money amount, CancellationToken cancellationToken);

    /// <summary>Whether a transfer of that id with that reference is what a charge of it makes. It keeps no record of its own.</summary>
    bool IsCharge(Guid id, string? reference);
}

/// <summary>What a gateway answered.</summary>
/// <param name="IsApproved">Whether the money was taken.</param>
/// <param name="Reference">What the gateway calls it.</param>
internal sealed record Charge(bool IsApproved, string Reference);
