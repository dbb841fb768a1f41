using Nusaloka.Runtime.Serialization;

namespace Nusaloka.Runtime.Transport;

/// <summary>A buffer per thread in which frames are made before they are appended to what a connection sends.</summary>
internal static class FrameWriters
{
    /// <summary>A buffer that one frame has made larger than this is not kept.</summary>
    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static WireWriter? _spare;

    /// <summary>Takes the thread's writer; another one when it is in use.</summary>
    public static WireWriter Take()
    {
        var writer = _spare ?? new WireWriter();
        _spare = null;
        return writer;
    }

    /// <summary>Gives it back.</summary>
    public static void Give(WireWriter writer)
    {
        if (writer.Length <= LargestKept) _spare = writer;
        else writer.Dispose();
    }
}
