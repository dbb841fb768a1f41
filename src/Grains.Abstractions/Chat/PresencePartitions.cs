using System.Globalization;

namespace Nusaloka.Chat;

/// <summary>
/// Who is connected where is known by a fixed number of partitions, so that a node with thousands of clients makes a handful of calls.
/// News of it come by the stream of type <see cref="PresenceNews"/> in <see cref="StreamProviders.Realtime"/>, with <see cref="StreamNamespace"/> and the node's
/// id as key. They may be lost: nodes begin anew when a partition has.
/// </summary>
public static class PresencePartitions
{
    /// <summary>How many there are.</summary>
    public const int Count = 16;

    /// <summary>Accounts that one report names at most.</summary>
    public const int MaxReported = 2_000;

    /// <summary>The namespace of the streams.</summary>
    public const string StreamNamespace = "presence-node";

    /// <summary>How long a partition believes a node that says nothing; then its people are not there.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>How often a node says something, also when there is nothing to say.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long changes gather before nodes hear of them: whoever is back by then was never away.</summary>
    public static readonly TimeSpan Gathered = TimeSpan.FromSeconds(2);

    /// <summary>The number of an account's partition, the same in every process.</summary>
    public static int Of(string accountId)
    {
        // FNV-1a.
        var hash = 2_166_136_261u;
        foreach (var one in accountId)
            hash = unchecked((hash ^ one) * 16_777_619u);
        return (int)(hash % Count);
    }

    /// <summary>The key of the grain of a partition.</summary>
    public static string Key(int partition) => partition.ToString(CultureInfo.InvariantCulture);
}
