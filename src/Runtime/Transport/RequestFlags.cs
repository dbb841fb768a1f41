namespace Nusaloka.Runtime.Transport;

/// <summary>Which optional parts a request has.</summary>
[Flags]
internal enum RequestFlags : byte
{
    None = 0,

    /// <summary>No answer is wanted.</summary>
    OneWay = 1,

    /// <summary>A grain calls: its id.</summary>
    Source = 2,

    /// <summary>The caller's request context.</summary>
    Context = 4,

    /// <summary>The caller's trace.</summary>
    Trace = 8,
}
