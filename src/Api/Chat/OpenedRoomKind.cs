namespace Nusaloka.Api.Chat;

/// <summary>Rooms that people open themselves.</summary>
public enum OpenedRoomKind
{
    /// <summary>Two people.</summary>
    Direct,

    /// <summary>Any number of people.</summary>
    Group,

    /// <summary>Oneself and the officers who help.</summary>
    Support,
}
