namespace Nusaloka.Payments;

/// <summary>Answers questions about withdrawals. Key: any; a silo has several.</summary>
[Alias("nusaloka.IWithdrawalQueryGrain")]
public interface IWithdrawalQueryGrain : IGrainWithStringKey
{
    /// <summary>Withdrawals from one wallet, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("List")]
    Task<Result<Page<Withdrawal>>> ListAsync(string accountId, PageRequest page, CancellationToken cancellationToken = default);
}
