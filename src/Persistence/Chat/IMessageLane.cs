namespace Nusaloka.Persistence.Chat;

/// <summary>
/// Writes what happens in rooms. What all rooms of a process wait for goes out together, in one round trip and one commit; what one room asks for
/// while another write of it is under way waits for the next.
/// </summary>
public interface IMessageLane
{
    /// <summary>Writes; ends when it is durable, or certainly not.</summary>
    /// <exception cref="GroupCommit.CommitRejectedException">Nothing was sent.</exception>
    /// <exception cref="GroupCommit.CommitUnknownException">The connection was lost: it may be stored or not.</exception>
    Task<RoomWriteOutcome> WriteAsync(RoomWrite write);
}
