using Nusaloka.Operations;

namespace Nusaloka.Api.Operations;

/// <summary>A list that is answered whole.</summary>
/// <param name="Data">The items.</param>
public sealed record GrainKindsResponse(IReadOnlyList<GrainKindResponse> Data);

/// <summary>The grains of one kind over all silos.</summary>
/// <param name="Kind">The grain type.</param>
/// <param name="Silos">How many silos have some.</param>
/// <param name="Activations">How many activations there are.</param>
/// <param name="Waiting">How many requests wait in their mailboxes in all.</param>
/// <param name="LongestMailbox">How many wait in the longest one.</param>
/// <param name="Calls">Calls since the silos started.</param>
/// <param name="Errors">Of those, how many ended in an exception.</param>
/// <param name="CallsPerSecond">Calls a second within the last minute.</param>
/// <param name="ErrorsPerSecond">Exceptions a second within the last minute.</param>
/// <param name="P50Ms">How long half of the last minute's calls ran at most, in milliseconds; null without calls.</param>
/// <param name="P99Ms">How long 99 of 100 of them ran at most, in milliseconds; null without calls.</param>
public sealed record GrainKindResponse(
    string Kind, int Silos, int Activations, int Waiting, int LongestMailbox, long Calls, long Errors,
    double CallsPerSecond, double ErrorsPerSecond, double? P50Ms, double? P99Ms)
{
    /// <summary>As the API says it.</summary>
    public static GrainKindResponse Of(KindFigures kind) => new(
        kind.Kind, kind.Silos, kind.Activations, kind.Waiting, kind.LongestMailbox, kind.Calls.Total, kind.Calls.Errors,
        Rounded.Rate(kind.Calls.PerSecond), Rounded.Rate(kind.Calls.ErrorsPerSecond), Rounded.Ms(kind.Calls.P50), Rounded.Ms(kind.Calls.P99));
}

/// <summary>Grain methods in the order that was asked for.</summary>
/// <param name="Data">The items.</param>
public sealed record GrainMethodsResponse(IReadOnlyList<GrainMethodResponse> Data);

/// <summary>The calls of one grain method over all silos.</summary>
/// <param name="Kind">The grain type.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Calls">Calls since the silos started.</param>
/// <param name="Errors">Of those, how many ended in an exception.</param>
/// <param name="CallsPerSecond">Calls a second within the last minute.</param>
/// <param name="ErrorsPerSecond">Exceptions a second within the last minute.</param>
/// <param name="P50Ms">How long half of the last minute's calls ran at most, in milliseconds; null without calls.</param>
/// <param name="P99Ms">How long 99 of 100 of them ran at most, in milliseconds; null without calls.</param>
public sealed record GrainMethodResponse(
    string Kind, string Method, long Calls, long Errors, double CallsPerSecond, double ErrorsPerSecond, double? P50Ms, double? P99Ms)
{
    /// <summary>As the API says it.</summary>
    public static GrainMethodResponse Of(MethodFigures method) => new(
        method.Kind, method.Method, method.Calls.Total, method.Calls.Errors, Rounded.Rate(method.Calls.PerSecond),
        Rounded.Rate(method.Calls.ErrorsPerSecond), Rounded.Ms(method.Calls.P50), Rounded.Ms(method.Calls.P99));
}

/// <summary>Figures with as many digits as mean something.</summary>
internal static class Rounded
{
    public static double Rate(double perSecond) => Math.Round(perSecond, 2);

    public static double? Ms(TimeSpan? duration) => duration is { } known ? Math.Round(known.TotalMilliseconds, 3) : null;
}
