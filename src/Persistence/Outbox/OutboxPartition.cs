using System.Text;

namespace Nusaloka.Persistence.Outbox;

/// <summary>The outbox is delivered in partitions, each by one grain; all events of one source are in the same one.</summary>
public static class OutboxPartition
{
    /// <summary>How many there are. Part of the stored data: changing it needs a migration.</summary>
    public const int Count = 8;

    /// <summary>The partition of a source: FNV-1a (32 bits) over "kind/id" in UTF-8.</summary>
    public static short Of(string sourceKind, string sourceId)
    {
        var hash = 2166136261u;
        foreach (var octet in Encoding.UTF8.GetBytes($"{sourceKind}/{sourceId}"))
            hash = unchecked((hash ^ octet) * 16777619u);
        return (short)(hash % Count);
    }
}
