using System.Collections.Immutable;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// When keys are made, sign and go. A new key is published <see cref="Lead"/> before it signs, so that everybody who verifies has it by
/// then; an old one stays until the last token that it signed has expired.
/// </summary>
internal static class SigningKeyRules
{
    /// <summary>How long a key signs.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(30);

    /// <summary>How long a key is published before it signs: twice as long as verifiers keep what they have read.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(1);

    /// <summary>Whether the next key must be made: when there is none, or the newest has nearly signed its time.</summary>
    public static bool IsDue(SigningKeysState state, DateTimeOffset now) =>
        state.Keys.IsEmpty || now >= state.Keys[0].SignsFrom + Period - Lead;

    /// <summary>With the next key, and without those whose tokens have all expired. The very first signs at once.</summary>
    public static SigningKeysState Rotate(SigningKeysState state, SigningKeyState next, TimeSpan tokenLifetime, DateTimeOffset now)
    {
        var kept = Published(state, tokenLifetime, now);
        return state with { Keys = [next with { SignsFrom = kept.IsEmpty ? now : now + Lead }, .. kept] };
    }

    /// <summary>With a key that signs at once, and no other.</summary>
    public static SigningKeysState Replace(SigningKeysState state, SigningKeyState next, string orderId, DateTimeOffset now) => state with
    {
        Keys = [next with { SignsFrom = now }],
        Version = state.Version + 1,
        LastOrder = orderId,
    };

    /// <summary>The key that signs now.</summary>
    public static SigningKeyState Signing(SigningKeysState state, DateTimeOffset now) =>
        state.Keys.FirstOrDefault(key => key.SignsFrom <= now) ?? state.Keys[^1];

    /// <summary>The keys whose tokens may still be good, and the one to come.</summary>
    public static ImmutableArray<SigningKeyState> Published(SigningKeysState state, TimeSpan tokenLifetime, DateTimeOffset now) =>
        [.. state.Keys.Where((_, i) => i == 0 || now < state.Keys[i - 1].SignsFrom + tokenLifetime + ClockMargin)];
}
