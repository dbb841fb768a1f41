using Nusaloka.Accounts;
using Nusaloka.Api.Http;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Accounts;

/// <summary>Opens an account, for people themselves and for staff.</summary>
internal static class AccountRegistration
{
    /// <summary>Answers 201 with the account in the given shape, or the problem.</summary>
    public static Task<IResult> RegisterAsync<TResponse>(
        RegisterAccount command, Func<Account, TResponse> shape, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        RegisterAsync(Guid.CreateVersion7(clock.GetUtcNow()), command, shape, grains, cancellationToken);

    /// <summary>
    /// The same under the caller's Idempotency-Key: the account's id is made from caller and key, so a repeat meets the same account.
    /// A key that has opened another account is refused.
    /// </summary>
    public static async Task<IResult> RegisterAsync<TResponse>(
        string caller, string key, RegisterAccount command, Func<Account, TResponse> shape, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var id = NameBasedId.Create($"account\n{caller}\n{key}");
        var registered = await RegisterAsync(id, command, shape, grains, cancellationToken);
        return registered is ProblemResult { Problem.Code: var code } && code == AccountErrors.Exists.Code
            ? WalletErrors.KeyReused.ToHttp()
            : registered;
    }

    private static async Task<IResult> RegisterAsync<TResponse>(
        Guid id, RegisterAccount command, Func<Account, TResponse> shape, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var registered = await grains.GetGrain<IAccountGrain>(id.ToString()).RegisterAsync(command, cancellationToken);
        return registered.ToHttp(account => (IResult)TypedResults.Created($"/api/v1/users/{account.Id}", shape(account)));
    }
}
