namespace Nusaloka.Api.Realtime;

/// <summary>What becomes of a frame when its reader is slow.</summary>
public enum FrameClass
{
    /// <summary>It is sent, or the connection is closed: whoever comes back resumes and misses nothing.</summary>
    Critical = 0,

    /// <summary>Only the newest of its key matters, and in a hurry not even that: typing, presence, how far others have read.</summary>
    Droppable = 1,
}
