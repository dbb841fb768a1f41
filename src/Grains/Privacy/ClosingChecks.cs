using Dapper;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Payments;
using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Grains.Privacy;

/// <summary>Looks for what would be left hanging if an account were closed now; money in the wallet is for the wallet to say.</summary>
internal sealed class ClosingChecks(NpgsqlDataSource dataSource)
{
    private static readonly short[] OpenPayments =
        [(short)PaymentStatus.RequiresAction, (short)PaymentStatus.Processing, (short)PaymentStatus.RequiresCapture];

    /// <summary>Why the account cannot be closed yet; null when nothing is under way.</summary>
    public async Task<Error?> FindObstacleAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var isBusy = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (select from payment where payer_id = @accountId and status = any(@OpenPayments))
                or exists (select from booking where (account_id = @accountId or guide_id = @accountId) and is_open)
                or exists (select from withdrawal where account_id = @accountId and status = @Pending)
                or exists (select from ledger_hold h join ledger_account a on a.id = h.payee_id
                            where a.code = @Wallet and h.state = 'open' and h.expires_at > now())
            """,
            new { accountId, OpenPayments, Pending = (short)WithdrawalStatus.Pending, Wallet = LedgerAccountCode.Wallet(accountId) },
            cancellationToken: cancellationToken));
        return isBusy ? AccountErrors.StillBusy : null;
    }
}
