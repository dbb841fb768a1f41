namespace Nusaloka.Chat;

/// <summary>What a room is for. The numbers are stored.</summary>
[GenerateSerializer, Alias("nusaloka.RoomKind")]
public enum RoomKind
{
    /// <summary>Two people; either may block the other.</summary>
    Direct = 1,

    /// <summary>Any number of people, whom its owner and moderators choose.</summary>
    Group = 2,

    /// <summary>Whoever has to do with a booking; its members follow the booking.</summary>
    Booking = 3,

    /// <summary>One person and the officers who help them.</summary>
    Support = 4,
}
