namespace Nusaloka;

/// <summary>The names of our stream providers.</summary>
public static class StreamProviders
{
    /// <summary>Ephemeral fan-out to connected clients. What must not be lost goes through the outbox.</summary>
    public const string Realtime = "realtime";
}
