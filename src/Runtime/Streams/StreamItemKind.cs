namespace Nusaloka.Runtime.Streams;

/// <summary>What was put into a stream. The numbers are on the wire.</summary>
internal enum StreamItemKind : byte
{
    /// <summary>A value.</summary>
    Value = 0,

    /// <summary>No more values come.</summary>
    End = 1,

    /// <summary>The stream failed.</summary>
    Failure = 2,
}
