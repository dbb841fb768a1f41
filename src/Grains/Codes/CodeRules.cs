using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Codes;

/// <summary>The decisions about codes to one address or number.</summary>
/// <remarks>
/// Whoever asks is told apart by where they ask from, so that strangers neither use up the codes of the person nor end one that is on its
/// way. What all together may ask for is bounded, too, but for origins from which a code was right before.
/// </remarks>
internal static class CodeRules
{
    /// <summary>Codes for one purpose asked for at one origin that can be used at the same time: a mail may be late.</summary>
    public const int MaxFlows = 3;

    /// <summary>Digits of a code that sets a new password: whoever guesses it has the account.</summary>
    public const int ResetDigits = 8;

    /// <summary>Digits while somebody guesses: then no number of tries is of any use, and nobody need be locked out.</summary>
    public const int DigitsUnderAttack = 10;

    private const int MaxFamiliar = 8;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan FamiliarFor = TimeSpan.FromDays(30);

    /// <summary>Whether another code for the purpose is made, has to wait, or is one that was asked for there already.</summary>
    public static CodeDecision Decide(
        CodeState state, CodePurpose purpose, string? accountId, string origin, CodeOptions limits, DateTimeOffset now)
    {
        var all = state.Sent.Where(one => one.Purpose == purpose).ToArray();
        var own = all.Where(one => one.Origin == origin).ToArray();
        if (Wait(own, 1, limits.ResendAfter, now) is var resend && resend > TimeSpan.Zero)
            return new CodeDecision(resend, Again: null);

        var wait = Longest(Wait(own, limits.MaxPerHour, Hour, now), Wait(own, limits.MaxPerDay, Day, now));
        if (!IsFamiliar(state, origin, now))
        {
            // Whatever they are for: who has many places must not fill somebody's phone within a minute, which we would pay for.
            var strangers = state.Sent.Where(one => one.Origin != origin && !IsFamiliar(state, one.Origin, now)).ToArray();
            wait = Longest(wait, Longest(Wait(all, limits.MaxPerHourOfAll, Hour, now), Wait(all, limits.MaxPerDayOfAll, Day, now)));
            wait = Longest(wait, Wait(strangers, limits.StrangersPerMinute, Minute, now));
        }

        if (wait == TimeSpan.Zero)
            return default;

        return new CodeDecision(wait, state.Flows.LastOrDefault(flow =>
            flow.Purpose == purpose && flow.AccountId == accountId && flow.Origin == origin && flow.ExpiresAt > now && flow.Failures < limits.MaxTries));
    }

    /// <summary>How long another code for the purpose is.</summary>
    public static int DigitsOf(CodeState state, CodePurpose purpose, CodeOptions limits, DateTimeOffset now) =>
        IsUnderAttack(state, limits, now) ? DigitsUnderAttack
            : purpose == CodePurpose.ResetPassword ? ResetDigits
            : CodeSecrets.Digits;

    /// <summary>The state with another code.</summary>
    public static CodeState Issue(CodeState state, CodeFlow flow, DateTimeOffset now)
    {
        var live = state.Flows.Where(one => one.ExpiresAt > now).ToList();
        var others = live.Where(one => one.Purpose == flow.Purpose && one.Origin == flow.Origin).ToArray();
        foreach (var oldest in others.Take(others.Length - (MaxFlows - 1)))
            live.Remove(oldest);

        return state with
        {
            Flows = [.. live, flow],
            Sent = [.. state.Sent.Where(one => one.At + Day > now), new CodeSent(flow.Purpose, now, flow.Origin)],
            Wrong = state.Wrong.RemoveAll(at => at + Day <= now),
            Familiar = state.Familiar.RemoveAll(one => one.At + FamiliarFor <= now),
            PendingEvents = [],
        };
    }

    /// <summary>
    /// What becomes of a try. One with another flow than that of a code does not count against the code, or anybody could use it up. Success
    /// ends all codes for the purpose, unless the code is only looked at. While somebody guesses, the short codes from before are good
    /// only where a code was right before.
    /// </summary>
    public static CodeTry Redeem(
        CodeState state, CodePurpose purpose, string flowId, string? accountId, string origin, string hash, CodeOptions limits, DateTimeOffset now,
        bool keep = false)
    {
        var flow = state.Flows.FirstOrDefault(one => one.Purpose == purpose && one.FlowId == flowId && one.AccountId == accountId);
        if (flow is null || flow.ExpiresAt <= now || flow.Failures >= limits.MaxTries)
            return default;
        if (flow.Digits < DigitsUnderAttack && IsUnderAttack(state, limits, now) && !IsFamiliar(state, origin, now))
            return default;

        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(flow.Hash), Encoding.ASCII.GetBytes(hash)))
            return new CodeTry(IsGood: false, IsWrong: true, Failed(state, flow, limits, now));
        if (keep)
            return new CodeTry(IsGood: true, IsWrong: false, Next: null);

        // Whoever is signed in is known by their account; where they are says nothing.
        var familiar = accountId is null ? Familiar(state, origin, now) : state.Familiar;
        return new CodeTry(IsGood: true, IsWrong: false, state with
        {
            Flows = [.. state.Flows.Where(one => one.Purpose != purpose)], Familiar = familiar, PendingEvents = [],
        });
    }

    private static CodeState Failed(CodeState state, CodeFlow flow, CodeOptions limits, DateTimeOffset now)
    {
        var wrong = state.Wrong.Add(now);
        return state with
        {
            Flows = state.Flows.Replace(flow, flow with { Failures = flow.Failures + 1 }),
            Wrong = wrong.Length > limits.MaxWrongPerDay ? wrong[^limits.MaxWrongPerDay..] : wrong,
            PendingEvents = [],
        };
    }

    private static bool IsUnderAttack(CodeState state, CodeOptions limits, DateTimeOffset now) =>
        state.Wrong.Length >= limits.MaxWrongPerDay && state.Wrong[^limits.MaxWrongPerDay] + Day > now;

    private static bool IsFamiliar(CodeState state, string origin, DateTimeOffset now) =>
        state.Familiar.Any(one => one.Origin == origin && one.At + FamiliarFor > now);

    private static ImmutableArray<FamiliarOrigin> Familiar(CodeState state, string origin, DateTimeOffset now)
    {
        var others = state.Familiar.RemoveAll(one => one.Origin == origin);
        return [.. others.Skip(others.Length - (MaxFamiliar - 1)), new FamiliarOrigin(origin, now)];
    }

    // When the oldest of the last so many leaves the window, there is room for one more.
    private static TimeSpan Wait(CodeSent[] sent, int most, TimeSpan within, DateTimeOffset now) =>
        sent.Length >= most && sent[^most].At + within - now is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
