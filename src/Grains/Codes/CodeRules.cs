using System.Security.Cryptography;
using System.Text;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Codes;

/// <summary>The decisions about codes to one address or number.</summary>
internal static class CodeRules
{
    /// <summary>
    /// Codes for one purpose that can be used at the same time: whoever asks for codes to somebody else's address does not make that
    /// person's own code useless.
    /// </summary>
    public const int MaxFlows = 3;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How long another code for the purpose must wait; zero: it need not.</summary>
    public static TimeSpan Wait(CodeState state, CodePurpose purpose, CodeOptions limits, DateTimeOffset now)
    {
        var sent = state.Sent.Where(one => one.Purpose == purpose).Select(static one => one.At).ToArray();
        (int Most, TimeSpan Within)[] windows = [(1, limits.ResendAfter), (limits.MaxPerHour, Hour), (limits.MaxPerDay, Day)];
        var wait = TimeSpan.Zero;
        foreach (var (most, within) in windows)
        {
            // When the oldest of the last so many leaves the window, there is room for one more.
            if (sent.Length >= most && sent[^most] + within - now is var left && left > wait)
                wait = left;
        }

        return wait;
    }

    /// <summary>The state with another code.</summary>
    public static CodeState Issue(CodeState state, CodeFlow flow, DateTimeOffset now)
    {
        var live = state.Flows.Where(one => one.ExpiresAt > now).ToList();
        var others = live.Where(one => one.Purpose == flow.Purpose).ToArray();
        foreach (var oldest in others.Take(others.Length - (MaxFlows - 1)))
            live.Remove(oldest);

        return state with
        {
            Flows = [.. live, flow],
            Sent = [.. state.Sent.Where(one => one.At + Day > now), new CodeSent(flow.Purpose, now)],
            PendingEvents = [],
        };
    }

    /// <summary>
    /// What becomes of a try: whether it succeeds, and the next state; null when nothing changes. A try with another flow than that of a code
    /// does not count against the code, or anybody could use it up. Success ends all codes for the purpose.
    /// </summary>
    public static (bool IsGood, CodeState? Next) Redeem(
        CodeState state, CodePurpose purpose, string flowId, string? accountId, string hash, CodeOptions limits, DateTimeOffset now)
    {
        var flow = state.Flows.FirstOrDefault(one => one.Purpose == purpose && one.FlowId == flowId && one.AccountId == accountId);
        if (flow is null || flow.ExpiresAt <= now || flow.Failures >= limits.MaxTries)
            return (false, null);

        if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(flow.Hash), Encoding.ASCII.GetBytes(hash)))
            return (true, state with { Flows = [.. state.Flows.Where(one => one.Purpose != purpose)], PendingEvents = [] });

        return (false, state with { Flows = state.Flows.Replace(flow, flow with { Failures = flow.Failures + 1 }), PendingEvents = [] });
    }
}
