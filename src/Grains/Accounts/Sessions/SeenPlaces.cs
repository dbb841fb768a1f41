using System.Collections.Immutable;
using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>With what devices and from what networks a person has signed in. Devices are names, which anybody can give: see what it is for.</summary>
internal static class SeenPlaces
{
    private const int Most = 40;
    private const string DevicePrefix = "device:";
    private const string NetworkPrefix = "network:";

    private static readonly TimeSpan Memory = TimeSpan.FromDays(180);

    /// <summary>Whether one of the two was not seen before. Nobody is new to an account of which nothing is known yet.</summary>
    public static bool IsNew(SessionsState state, string device, string? network, DateTimeOffset now) =>
        !state.Seen.IsEmpty && (!Knows(state, DeviceOf(device), now) || (network is not null && !Knows(state, NetworkOf(network), now)));

    /// <summary>The same with both seen now.</summary>
    public static ImmutableArray<SeenPlace> With(SessionsState state, string device, string? network, DateTimeOffset now)
    {
        string[] places = network is null ? [DeviceOf(device)] : [DeviceOf(device), NetworkOf(network)];
        var others = state.Seen.RemoveAll(one => places.Contains(one.What) || one.At + Memory <= now);
        return [.. others.Skip(others.Length + places.Length - Most), .. places.Select(place => new SeenPlace(place, now))];
    }

    /// <summary>Those that are remembered, as their owner sees them.</summary>
    public static ImmutableArray<KnownPlace> View(SessionsState state, DateTimeOffset now) =>
    [
        .. state.Seen.Where(one => one.At + Memory > now).Select(static one => one.What.StartsWith(DevicePrefix, StringComparison.Ordinal)
            ? new KnownPlace(one.What[DevicePrefix.Length..], Network: null, one.At)
            : new KnownPlace(Device: null, one.What[NetworkPrefix.Length..], one.At)),
    ];

    private static bool Knows(SessionsState state, string what, DateTimeOffset now) =>
        state.Seen.Any(one => one.What == what && one.At + Memory > now);

    private static string DeviceOf(string device) => DevicePrefix + device;

    private static string NetworkOf(string network) => NetworkPrefix + network;
}
