using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>The accounts of ours.</summary>
/// <param name="Data">All of them, in the order of their names.</param>
/// <param name="NextCursor">Always null: they are few.</param>
public sealed record SystemAccountsResponse(IReadOnlyList<SystemAccountResponse> Data, string? NextCursor);

/// <summary>An account of ours in the ledger.</summary>
/// <param name="Name">Its name in the ledger.</param>
/// <param name="Balance">What it holds, in whole rupiah; below zero what others owe us, or what we have given.</param>
public sealed record SystemAccountResponse(string Name, long Balance)
{
    /// <summary>The wire shape of such an account.</summary>
    public static SystemAccountResponse Of(SystemBalance account) => new(account.Code, account.Balance.Units);
}
