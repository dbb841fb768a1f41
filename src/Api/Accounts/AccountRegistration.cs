using Nusaloka.Accounts;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Accounts;

/// <summary>Opens an account, for people themselves and for staff.</summary>
internal static class AccountRegistration
{
    /// <summary>Answers 201 with the account in the given shape, or the problem.</summary>
    public static async Task<IResult> RegisterAsync<TResponse>(
        RegisterAccount command, Func<Account, TResponse> shape, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var registered = await grains.GetGrain<IAccountGrain>(id).RegisterAsync(command, cancellationToken);
        return registered.ToHttp(account => (IResult)TypedResults.Created($"/api/v1/users/{account.Id}", shape(account)));
    }
}
