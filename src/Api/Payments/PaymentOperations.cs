using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Payments;

/// <summary>
/// Runs what moves money from or to outside under the caller's Idempotency-Key, which is required here: whoever pays twice by mistake
/// gets the second payment back only by asking.
/// </summary>
public sealed class PaymentOperations(InFlightOperations inFlight, IHttpContextAccessor accessor)
{
    /// <summary>Runs a command.</summary>
    /// <param name="command">What sort of command it is, and about what.</param>
    /// <param name="key">The caller's key.</param>
    /// <param name="asked">Everything that was asked for: the same key with something else here is refused.</param>
    /// <param name="run">Calls the grain with the operation's name and fingerprint.</param>
    public async Task<IResult> RunAsync(string command, IdempotencyKey key, object asked, Func<PaymentOperation, Task<IResult>> run)
    {
        var context = accessor.HttpContext ?? throw new InvalidOperationException("Payments are made inside a request.");
        if (key.Value is not { } name)
            return new ProblemResult(new Problem(StatusCodes.Status400BadRequest, "idempotency_key_required"));

        var caller = context.User.Id();
        using var lease = inFlight.TryBegin(caller, command, name);
        if (lease is null)
        {
            return new ProblemResult(new Problem(StatusCodes.Status409Conflict, "idempotency_key_in_flight")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            });
        }

        var fingerprint = Hash([.. Encoding.UTF8.GetBytes(command + "\n"), .. JsonSerializer.SerializeToUtf8Bytes(asked, JsonSettings.Options)]);
        return await run(new PaymentOperation(NameBasedId.Create($"{command}\n{caller}\n{name}"), $"{caller}\n{name}", fingerprint));
    }

    /// <summary>Runs a command that a caller may name; without a name a repeat is a second command.</summary>
    /// <param name="command">As in <see cref="RunAsync"/>.</param>
    /// <param name="key">The caller's key, if any.</param>
    /// <param name="asked">As in <see cref="RunAsync"/>.</param>
    /// <param name="run">Calls the grain with the operation's name and fingerprint; null when the caller named nothing.</param>
    public Task<IResult> RunMaybeNamedAsync(string command, IdempotencyKey key, object asked, Func<PaymentOperation?, Task<IResult>> run) =>
        key.Value is null ? run(null) : RunAsync(command, key, asked, run);

    /// <summary>Says that the answer is that of an earlier request.</summary>
    public void MarkReplay(bool isReplay)
    {
        if (isReplay && accessor.HttpContext is { } context)
            context.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
