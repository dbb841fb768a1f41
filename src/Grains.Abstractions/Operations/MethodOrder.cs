namespace Nusaloka.Operations;

/// <summary>Which methods come first.</summary>
[GenerateSerializer, Alias("nusaloka.MethodOrder")]
public enum MethodOrder
{
    /// <summary>Those whose 99th percentile of the last minute is the longest.</summary>
    Slowest = 0,

    /// <summary>Those with the most errors, recent ones first.</summary>
    Errors = 1,

    /// <summary>Those that are called most, recent calls first.</summary>
    Calls = 2,
}
