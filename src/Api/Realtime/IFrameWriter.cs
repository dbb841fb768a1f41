namespace Nusaloka.Api.Realtime;

/// <summary>How a door reaches one client. Its <see cref="ClientConnection"/> calls it, one write at a time.</summary>
public interface IFrameWriter
{
    /// <summary>Sends a frame; completes when the connection takes the next one.</summary>
    ValueTask WriteAsync(ServerFrame frame, CancellationToken cancellationToken);

    /// <summary>Says goodbye. The door ends its reading when the client has answered or is gone.</summary>
    ValueTask CloseAsync(CloseReason reason, CancellationToken cancellationToken);

    /// <summary>Ends the connection at once, whatever is being written. May be called at any time and more than once.</summary>
    void Abort();
}
