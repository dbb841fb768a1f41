namespace Nusaloka.Persistence.Chat;

/// <summary>What became of a <see cref="RoomWrite"/>.</summary>
public enum RoomWriteOutcome
{
    /// <summary>It is durable.</summary>
    Written = 0,

    /// <summary>Another activation has written the room since; nothing is stored.</summary>
    Fenced = 1,

    /// <summary>One of its messages was sent before under the same name; nothing is stored.</summary>
    Repeated = 2,
}
