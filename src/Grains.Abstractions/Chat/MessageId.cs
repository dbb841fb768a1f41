using System.Globalization;

namespace Nusaloka.Chat;

/// <summary>The id of a message where it stands alone: room and number, <c>{room}.{seq}</c>.</summary>
/// <param name="RoomId">The room, a UUID in lower-case "D" format.</param>
/// <param name="Seq">Its number there, from 1.</param>
public readonly record struct MessageId(string RoomId, long Seq)
{
    /// <summary>The id in the text, if it is one.</summary>
    public static bool TryParse(string text, out MessageId id)
    {
        id = default;
        var dot = text.LastIndexOf('.');
        if (dot < 0 || !Guid.TryParseExact(text.AsSpan(0, dot), "D", out var room)
            || !long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) || seq < 1)
            return false;

        id = new MessageId(room.ToString(), seq);
        return true;
    }

    /// <summary>The id as text.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RoomId}.{Seq}");
}
