using Dapper;
using Npgsql;
using Nusaloka.Scenarios.Load;

namespace Nusaloka.Scenarios.Accounts;

/// <summary>
/// Holds what people were told when they registered against the accounts that there are: who was welcomed has the account that they
/// were told of and a wallet, and an address that nobody else wanted is not refused.
/// </summary>
internal static class RegistrationChecker
{
    /// <summary>What is wrong, one sentence each; empty when nothing is.</summary>
    /// <param name="operations">All requests of each operation.</param>
    /// <param name="accounts">The accounts that there are.</param>
    public static IReadOnlyList<string> Check(IEnumerable<IGrouping<string, Attempt>> operations, IReadOnlyList<RegisteredAccount> accounts)
    {
        var byEmail = accounts.ToLookup(account => account.Email, StringComparer.Ordinal);
        return
        [
            .. operations.Where(operation => operation.First().Operation.Kind == OperationKind.Registration)
                .SelectMany(operation => Check(operation, [.. byEmail[operation.First().Operation.Owner.Email]])),
            .. byEmail.Where(group => group.Count() > 1).Select(group => $"{group.Key} has {group.Count()} accounts."),
            .. accounts.Where(account => !account.HasWallet).Select(account => $"Account {account.Id} of {account.Email} has no wallet."),
        ];
    }

    /// <summary>Reads all accounts in one snapshot.</summary>
    public static async Task<IReadOnlyList<RegisteredAccount>> ReadAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.QueryAsync<RegisteredAccount>("""
            select id, email, exists (select from ledger_account l where l.code = 'wallet:' || a.id) as "HasWallet" from account a
            """)).AsList();
    }

    private static IEnumerable<string> Check(IGrouping<string, Attempt> operation, RegisteredAccount[] found)
    {
        var attempts = operation.OrderBy(attempt => attempt.Number).ToArray();
        if (attempts.FirstOrDefault(attempt => attempt.IsSuccess) is { } welcomed
            && found.All(account => account.Id != welcomed.Body.GetProperty("id").GetString()))
            yield return $"{operation.Key} was answered {welcomed.Status} {welcomed.Body}; the accounts of that address are: {string.Join(", ", found.AsEnumerable())}";
        if (attempts[0].IsRefusal)
            yield return $"Nobody else wanted that address: {attempts[0]}";
    }
}

/// <summary>A row of account.</summary>
internal sealed record RegisteredAccount(string Id, string Email, bool HasWallet);
