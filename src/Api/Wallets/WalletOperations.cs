using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Wallets;

/// <summary>
/// Runs a command that moves money under the caller's Idempotency-Key. The wallet stores the result with the effect; here the
/// key becomes the operation's name, a second request in flight is refused, and a replay is marked as one.
/// </summary>
public sealed class WalletOperations(InFlightOperations inFlight, IHttpContextAccessor accessor, TimeProvider clock)
{
    private const string OthersPrefix = "by:";

    /// <summary>Runs the command.</summary>
    /// <param name="command">What sort of command it is, the same for every route that gives it.</param>
    /// <param name="walletId">The wallet that it is about.</param>
    /// <param name="key">The caller's key.</param>
    /// <param name="asked">Everything else that was asked for: the same key with something else here is refused.</param>
    /// <param name="run">Calls the grain.</param>
    /// <param name="answer">Makes the answer; a replay gets the same.</param>
    public Task<IResult> RunAsync(
        string command, string walletId, IdempotencyKey key, object asked,
        Func<Operation, Task<Result<Movement>>> run, Func<Movement, IResult> answer) =>
        RunAsync(command, walletId, key, asked, run, static moved => moved.Replayed, answer);

    /// <inheritdoc cref="RunAsync(string, string, IdempotencyKey, object, Func{Operation, Task{Result{Movement}}}, Func{Movement, IResult})"/>
    public Task<IResult> RunAsync(
        string command, string walletId, IdempotencyKey key, object asked,
        Func<Operation, Task<Result<Hold>>> run, Func<Hold, IResult> answer) =>
        RunAsync(command, walletId, key, asked, run, static hold => hold.Replayed, answer);

    private async Task<IResult> RunAsync<T>(
        string command, string walletId, IdempotencyKey key, object asked,
        Func<Operation, Task<Result<T>>> run, Func<T, bool> isReplayed, Func<T, IResult> answer)
        where T : class
    {
        var context = accessor.HttpContext ?? throw new InvalidOperationException("Wallet operations run inside a request.");
        var fingerprint = Fingerprint(command, walletId, asked);
        if (key.Value is not { } name)
            return (await run(new Operation(Guid.CreateVersion7(clock.GetUtcNow()).ToString(), fingerprint))).ToHttp(answer);

        var caller = context.User.Id();
        using var lease = inFlight.TryBegin(caller, command + " " + walletId, name);
        if (lease is null)
        {
            return new ProblemResult(new Problem(StatusCodes.Status409Conflict, "idempotency_key_in_flight")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            });
        }

        var moved = await run(new Operation(OperationKey(caller, walletId, name), fingerprint));
        if (moved.IsSuccess && isReplayed(moved.Value))
            context.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        return moved.ToHttp(answer);
    }

    // Keys belong to their caller. The owner's go to the wallet as they are; another caller's (staff, a program) must never
    // meet the owner's, so they are hashed together with who it is, and so is an owner's key that looks like such a one, or like ours.
    private static string OperationKey(string caller, string walletId, string name) =>
        caller == walletId && !name.StartsWith(OthersPrefix, StringComparison.Ordinal) && !name.StartsWith(Operation.OursPrefix, StringComparison.Ordinal)
            ? name
            : OthersPrefix + Hash(JsonSerializer.SerializeToUtf8Bytes<string[]>([caller, name]));

    private static string Fingerprint(string command, string walletId, object asked) =>
        Hash([
            .. Encoding.UTF8.GetBytes(command + "\n" + walletId + "\n"),
            .. JsonSerializer.SerializeToUtf8Bytes(asked, JsonSettings.Options),
        ]);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
