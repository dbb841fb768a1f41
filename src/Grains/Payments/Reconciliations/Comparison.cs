using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>What came of comparing one payment or withdrawal.</summary>
/// <param name="IsReached">False when the gateway did not answer, so nothing is known.</param>
/// <param name="Found">What differs.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Comparison")]
internal sealed record Comparison([property: Id(0)] bool IsReached, [property: Id(1)] ImmutableArray<Difference> Found)
{
    /// <summary>Both say the same, or something is under way.</summary>
    public static Comparison Same { get; } = Of([]);

    /// <summary>The gateway did not answer.</summary>
    public static Comparison Unreached { get; } = new(IsReached: false, []);

    public static Comparison Of(ImmutableArray<Difference> found) => new(IsReached: true, found);

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
