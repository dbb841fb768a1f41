namespace Nusaloka.Chat;

/// <summary>Who asks something of a room. The caller of the grain vouches for it.</summary>
/// <param name="AccountId">Their account.</param>
/// <param name="IsOfficer">Whether they are staff: they may enter support rooms without being members.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RoomCaller")]
public sealed record RoomCaller([property: Id(0)] string AccountId, [property: Id(1)] bool IsOfficer = false);
