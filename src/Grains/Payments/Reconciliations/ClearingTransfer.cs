namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>A transfer on a gateway's clearing account that a payment or withdrawal makes, or may yet make.</summary>
/// <param name="Id">Of the transfer.</param>
/// <param name="Gateway">Whose clearing account.</param>
/// <param name="Units">What it does to that account, in whole rupiah: below zero for money that the gateway has taken.</param>
internal sealed record ClearingTransfer(Guid Id, string Gateway, long Units);
