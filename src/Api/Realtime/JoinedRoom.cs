namespace Nusaloka.Api.Realtime;

/// <summary>Where a client stands in a room that it has joined.</summary>
/// <param name="Recovered">
/// Whether everything after the client's number comes. False: it named none, missed too much, or the room has another history: what there is up to
/// <paramref name="LastSeq"/> is to be read anew.
/// </param>
/// <param name="Epoch">Names the room's history.</param>
/// <param name="LastSeq">The number of the room's last event: when not recovered, what comes after it is told.</param>
public sealed record JoinedRoom(bool Recovered, string Epoch, long LastSeq);
