namespace Nusaloka.Chat;

/// <summary>The ids of rooms, which are made from what they are about, so that whoever means the same meets in the same room.</summary>
public static class RoomIds
{
    /// <summary>The room of two people, whoever asks.</summary>
    public static string Direct(string oneAccountId, string otherAccountId)
    {
        var isInOrder = string.CompareOrdinal(oneAccountId, otherAccountId) <= 0;
        return Of("direct", isInOrder ? oneAccountId : otherAccountId, isInOrder ? otherAccountId : oneAccountId);
    }

    /// <summary>The room of a booking.</summary>
    public static string Booking(string bookingId) => Of("booking", bookingId);

    /// <summary>The room in which officers help a person.</summary>
    public static string Support(string accountId) => Of("support", accountId);

    /// <summary>The group that somebody founds under a key of theirs.</summary>
    public static string Group(string founderId, string key) => Of("group", founderId, key);

    private static string Of(string kind, params ReadOnlySpan<string> parts) => NameBasedId.Create($"room\n{kind}\n{string.Join('\n', parts)}").ToString();
}
