namespace Nusaloka.Scenarios.Chat;

/// <summary>
/// What must hold of rooms whatever was killed: everything acknowledged is there once, under the number that was answered; numbers have no gaps; who sends
/// one after the other finds them in that order; and every phone has heard of each event of its rooms once, in order, as it is stored.
/// </summary>
internal static class ChatChecker
{
    /// <summary>What is wrong, one sentence each; empty when nothing is.</summary>
    /// <param name="acknowledged">What senders were told that it is there: all that they ever sent.</param>
    /// <param name="stored">By room, what is in the database, in the order of the numbers.</param>
    /// <param name="logs">What each phone heard of each of its rooms.</param>
    public static IReadOnlyList<string> Check(
        IReadOnlyCollection<AcknowledgedMessage> acknowledged, IReadOnlyDictionary<string, SeenEvent[]> stored, IEnumerable<RoomLog> logs) =>
    [
        .. stored.SelectMany(static room => Numbers(room.Key, room.Value)),
        .. acknowledged.SelectMany(message => Kept(message, stored.GetValueOrDefault(message.RoomId, []))),
        .. stored.SelectMany(room => Unasked(room.Key, room.Value, acknowledged)),
        .. acknowledged.GroupBy(static message => (message.RoomId, message.SenderId)).SelectMany(Ordered),
        .. logs.SelectMany(log => log.Findings.Concat(Heard(log, stored.GetValueOrDefault(log.RoomId, [])))),
    ];

    private static IEnumerable<string> Numbers(string roomId, SeenEvent[] events)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (events[i].Seq != i + 1)
            {
                yield return $"{roomId}: event {i + 1} has the number {events[i].Seq}.";
                yield break;
            }
        }
    }

    private static IEnumerable<string> Kept(AcknowledgedMessage message, SeenEvent[] events)
    {
        var found = events.Where(one => one.SenderId == message.SenderId && one.Name == message.Name).ToArray();
        if (found.Length != 1)
            yield return $"{message} is there {found.Length} times.";
        else if (found[0].Seq != message.Seq || found[0].Text != message.Text)
            yield return $"{message} is stored as {found[0]}.";
    }

    private static IEnumerable<string> Unasked(string roomId, SeenEvent[] events, IReadOnlyCollection<AcknowledgedMessage> acknowledged)
    {
        var asked = acknowledged.Where(message => message.RoomId == roomId).Select(static message => message.Name).ToHashSet(StringComparer.Ordinal);
        return events.Where(one => one.Name is { } name && !asked.Contains(name)).Select(one => $"{roomId}: nobody was told of {one}.");
    }

    private static IEnumerable<string> Ordered(IEnumerable<AcknowledgedMessage> ofSender)
    {
        AcknowledgedMessage? before = null;
        foreach (var message in ofSender.OrderBy(static message => message.Order))
        {
            if (before is not null && message.Seq <= before.Seq)
                yield return $"{message} was sent after {before}.";
            before = message;
        }
    }

    private static IEnumerable<string> Heard(RoomLog log, SeenEvent[] events)
    {
        if (log.Last != events.Length)
            yield return $"{log} has heard of {log.Last} of {events.Length}.";
        foreach (var heard in log.Events)
        {
            var there = heard.Seq >= 1 && heard.Seq <= events.Length ? events[heard.Seq - 1] : null;
            if (heard != there)
                yield return $"{log} has heard {heard}; stored is {there}.";
        }
    }
}
