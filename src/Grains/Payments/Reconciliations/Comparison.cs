using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>What came of comparing one payment or withdrawal.</summary>
/// <param name="IsReached">False when the gateway did not answer, so nothing is known.</param>
/// <param name="Found">What differs.</param>
/// <param name="HasAnswered">Whether the gateway was asked, and did.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Comparison")]
internal sealed record Comparison(
    [property: Id(0)] bool IsReached, [property: Id(1)] ImmutableArray<Difference> Found, [property: Id(2)] bool HasAnswered = false)
{
    /// <summary>Nothing differs, or something is under way and nobody was asked.</summary>
    public static Comparison Same { get; } = new(IsReached: true, []);

    /// <summary>The gateway did not answer.</summary>
    public static Comparison Unreached { get; } = new(IsReached: false, []);

    /// <summary>What the gateway's answer has shown.</summary>
    public static Comparison Of(ImmutableArray<Difference> found) => new(IsReached: true, found, HasAnswered: true);

    /// <summary>It has failed, whoever's fault that is.</summary>
    public static Comparison Failed(Difference notCompared) => new(IsReached: true, [notCompared]);

    /// <summary>Asks a gateway; that it does not answer is an answer here. Everything else that goes wrong is thrown.</summary>
    public static async Task<(bool IsReached, T? Truth)> AskAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return (true, await ask());
        }
        catch (Exception exception) when (exception is GatewayUnavailableException or GatewayUnknownException)
        {
            return (false, null);
        }
    }
}
