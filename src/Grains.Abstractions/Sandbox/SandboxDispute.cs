using Nusaloka.Payments;

namespace Nusaloka.Sandbox;

/// <summary>A dispute at the sandbox gateway.</summary>
/// <param name="Status">Where it is.</param>
/// <param name="Amount">What is disputed.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxDispute")]
public sealed record SandboxDispute(
    [property: Id(0)] DisputeStatus Status,
    [property: Id(1)] Money Amount,
    [property: Id(2)] string Reason)
{
    private const string Prefix = "dispute-";

    /// <summary>The id of a payment's dispute: it has one at most.</summary>
    public static string IdOf(string paymentId) => Prefix + paymentId;

    /// <summary>The payment whose dispute has that id; the id itself when it is no dispute's.</summary>
    public static string PaymentOf(string id) => id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : id;
}
