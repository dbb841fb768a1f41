using System.Collections.Immutable;
using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>The decisions about devices that an account knows: their tokens change at each sign-in, and go with what ends sessions.</summary>
internal static class KnownDevices
{
    private const int Most = 10;

    private static readonly TimeSpan Memory = TimeSpan.FromDays(180);

    // The answer with the next one may have been lost.
    private static readonly TimeSpan Replaced = TimeSpan.FromDays(1);

    /// <summary>Whether the account knows the device.</summary>
    public static bool Knows(SessionsState state, string hash, DateTimeOffset now) => state.Devices.Any(one => one.Hash == hash && one.Until > now);

    /// <summary>With the token of a sign-in, which takes the place of the one that was shown.</summary>
    public static ImmutableArray<KnownDevice> With(SessionsState state, string hash, string? shownHash, SessionState session)
    {
        var now = session.StartedAt;
        var known = state.Devices.RemoveAll(one => one.Until <= now);
        if (known.FirstOrDefault(one => one.Hash == shownHash) is { } shown && shown.Until > now + Replaced)
            known = known.Replace(shown, shown with { Until = now + Replaced });
        return [.. known.Skip(known.Length + 1 - Most), new KnownDevice(hash, session.Id, session.AccessVersion, now + Memory)];
    }

    /// <summary>Without those that a change of the account is newer than, as it ends sessions.</summary>
    public static ImmutableArray<KnownDevice> Without(SessionsState state, AccessChange change) =>
        state.Devices.RemoveAll(one => one.AccessVersion < change.Version && one.SessionId != change.KeptSession);

    /// <summary>Without those of sessions that the owner has ended from elsewhere.</summary>
    public static ImmutableArray<KnownDevice> Without(SessionsState state, string sessionId) =>
        state.Devices.RemoveAll(one => one.SessionId == sessionId);
}
