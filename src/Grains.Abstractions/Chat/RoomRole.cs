namespace Nusaloka.Chat;

/// <summary>What a member may do in a room. The numbers are stored.</summary>
[GenerateSerializer, Alias("nusaloka.RoomRole")]
public enum RoomRole
{
    /// <summary>Reads and writes.</summary>
    Member = 0,

    /// <summary>Also adds and removes members, mutes them and deletes their messages.</summary>
    Moderator = 1,

    /// <summary>Also gives roles and names the room.</summary>
    Owner = 2,

    /// <summary>An officer of ours who helps in a support room.</summary>
    Officer = 3,
}
