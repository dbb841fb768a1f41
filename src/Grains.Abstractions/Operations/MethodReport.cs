namespace Nusaloka.Operations;

/// <summary>The calls of one grain method that one silo has served.</summary>
/// <param name="Kind">The grain type.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Calls">Calls served since the silo started.</param>
/// <param name="Errors">Of those, how many ended in an exception.</param>
/// <param name="RecentCalls">Calls of the report's window.</param>
/// <param name="RecentErrors">Of those, how many ended in an exception.</param>
/// <param name="RecentDurations">How long the calls of the window ran in their grains, without waiting in mailboxes.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.MethodReport")]
public sealed record MethodReport(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Method,
    [property: Id(2)] long Calls,
    [property: Id(3)] long Errors,
    [property: Id(4)] long RecentCalls,
    [property: Id(5)] long RecentErrors,
    [property: Id(6)] CallDurations RecentDurations);
