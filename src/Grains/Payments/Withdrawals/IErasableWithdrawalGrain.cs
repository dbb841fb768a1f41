namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>A withdrawal that can forget whose bank account it went to. Key: its id.</summary>
[Alias("nusaloka.IErasableWithdrawalGrain")]
internal interface IErasableWithdrawalGrain : IGrainWithStringKey
{
    /// <summary>Forgets the holder and all of the number but its end; the bank and the amount stay. Only when it is over.</summary>
    [Alias("Erase")]
    Task EraseAsync(CancellationToken cancellationToken = default);
}
