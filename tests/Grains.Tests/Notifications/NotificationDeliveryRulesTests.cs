using Nusaloka.Grains.Notifications;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>A delivery is tried with growing pauses, then put aside, and never forgotten.</summary>
public sealed class NotificationDeliveryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Failed_AtEveryAttempt_IsADeadLetterThatKnowsThemAll()
    {
        var state = new NotificationDeliveryState { DueAt = Now };
        var due = new List<DateTimeOffset>();
        while (state.DueAt is { } next)
        {
            due.Add(next);
            state = NotificationDeliveryRules.Failed(state, "away", next, random: 0.5);
        }

        Assert.Equal(NotificationDeliveryStatus.Dead, state.Status);
        Assert.Equal(NotificationLimits.MaxAttempts, state.Attempts.Length);
        Assert.All(state.Attempts, static attempt => Assert.Equal("away", attempt.Failure));
        var pauses = due.Zip(due.Skip(1), static (a, b) => b - a).ToArray();
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(due[^1], state.EndedAt);
        // A server that is away for a night makes no dead letters.
        Assert.True(due[^1] - due[0] > TimeSpan.FromHours(8), $"It is given up after {due[^1] - due[0]}.");
    }

    [Fact]
    public void Failed_WhereAPauseIsAskedFor_IsNotTriedBefore()
    {
        var state = new NotificationDeliveryState { DueAt = Now };

        Assert.Equal(Now.AddMinutes(10), NotificationDeliveryRules.Failed(state, "busy", Now, random: 0, TimeSpan.FromMinutes(10)).DueAt);
        Assert.InRange(
            NotificationDeliveryRules.Failed(state, "busy", Now, random: 0.9, TimeSpan.FromMinutes(10)).DueAt!.Value, Now.AddMinutes(10), Now.AddMinutes(11));
        // A shorter one than ours shortens nothing.
        var late = state with { Failures = NotificationLimits.MaxAttempts - 2 };
        Assert.Equal(NotificationDeliveryRules.Failed(late, "busy", Now, 0.5).DueAt, NotificationDeliveryRules.Failed(late, "busy", Now, 0.5, TimeSpan.FromSeconds(1)).DueAt);
    }

    [Fact]
    public void Again_OfADeadOne_KeepsItsAttempts()
    {
        var dead = NotificationDeliveryRules.Refused(new NotificationDeliveryState { DueAt = Now }, "no such mailbox", Now);

        var again = NotificationDeliveryRules.Again(dead, Now.AddDays(1));

        Assert.Equal((NotificationDeliveryStatus.Pending, 0, (DateTimeOffset?)Now.AddDays(1), null), (again!.Status, again.Failures, again.DueAt, again.EndedAt));
        Assert.Single(again.Attempts);
        Assert.Null(NotificationDeliveryRules.Again(again, Now));
        Assert.Null(NotificationDeliveryRules.Again(NotificationDeliveryRules.Sent(again, Now), Now));
    }

    [Fact]
    public void Failed_WithWhatCannotBeStored_SaysTheRest()
    {
        var state = NotificationDeliveryRules.Failed(new NotificationDeliveryState { DueAt = Now }, "line \0\u0001\ud83d of " + new string('x', 1_000), Now, 0.5);

        var failure = Assert.Single(state.Attempts).Failure!;
        Assert.StartsWith("line     of xxx", failure, StringComparison.Ordinal);
        Assert.Equal(300, failure.Length);
    }

    [Fact]
    public void IdOf_IsAnotherForEachChannelAndDevice()
    {
        var (one, two) = (Guid.Parse("3f1d9c64-0b1e-8a55-9d51-0f6b1f2c3d4e"), Guid.Parse("4f1d9c64-0b1e-8a55-9d51-0f6b1f2c3d4e"));
        string[] ids =
        [
            NotificationDeliveryRules.IdOf(one, NotificationChannel.Email, null), NotificationDeliveryRules.IdOf(one, NotificationChannel.Push, "a"),
            NotificationDeliveryRules.IdOf(one, NotificationChannel.Push, "b"), NotificationDeliveryRules.IdOf(two, NotificationChannel.Email, null),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids[0], NotificationDeliveryRules.IdOf(one, NotificationChannel.Email, null));
    }
}
