using Dapper;
using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Grains.Profiles;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Privacy;

/// <summary>Has the grains forget that keep something of the person: the profile, and the bank accounts of withdrawals.</summary>
internal sealed class GrainDataEraser(NpgsqlDataSource dataSource, IGrainFactory grains) : IPersonalDataEraser
{
    private const int AtOnce = 50;
    private const short Pending = (short)WithdrawalStatus.Pending;

    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IErasableProfileGrain>(closed.AccountId).EraseAsync(cancellationToken);
        while (await WithdrawalsAsync(closed.AccountId, cancellationToken) is { Length: > 0 } withdrawals)
        {
            foreach (var id in withdrawals)
                await grains.GetGrain<IErasableWithdrawalGrain>(id).EraseAsync(cancellationToken);
        }

        // One that slipped in while the account was being closed needs its bank account until it is over.
        if (await HasPendingAsync(closed.AccountId, cancellationToken))
            throw new InvalidOperationException($"A withdrawal of the closed account {closed.AccountId} is under way; its bank account is erased later.");
    }

    /// <summary>Some of those that still say whose bank account it was.</summary>
    private async Task<string[]> WithdrawalsAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "select id from withdrawal where account_id = @accountId and status <> @Pending and withdrawal ->> 'holder_name' <> '' limit @AtOnce",
            new { accountId, Pending, AtOnce }, cancellationToken: cancellationToken))];
    }

    private async Task<bool> HasPendingAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from withdrawal where account_id = @accountId and status = @Pending)",
            new { accountId, Pending }, cancellationToken: cancellationToken));
    }
}
