using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Grains.Departures;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Tests.Departures;

/// <summary>Any sequence of commands, judged by a plain list; and with a waiting list, by what always holds.</summary>
public sealed class DepartureModelTests
{
    private enum Kind
    {
        Hold,
        Confirm,
        Release,
        Resize,
        Wait,
        Reload,
        Join,
        Leave,
    }

    private static Gen<Step> Steps(params (int Weight, Kind Kind)[] kinds) =>
        from kind in Gen.Frequency([.. kinds.Select(static kind => (kind.Weight, Gen.Constant(kind.Kind)))])
        from who in Gen.Choose(1, 12)
        from seats in Gen.Frequency((6, Gen.Choose(1, 3)), (1, Gen.Choose(4, 8)))
        from minutes in Gen.Choose(1, 30)
        select new Step(kind, who, seats, minutes);

    [Fact]
    public void Seats_AfterAnyCommands_AreThoseOfThePlainList() => Prop.ForAll(
        Gen.ArrayOf(Steps((6, Kind.Hold), (4, Kind.Confirm), (2, Kind.Release), (1, Kind.Resize), (2, Kind.Wait), (1, Kind.Reload))).ToArbitrary(),
        static steps =>
        {
            var (state, model, now) = (Departing.Saved(10), new DepartureModel(10), Departing.Now);
            foreach (var step in steps)
            {
                now = step.Kind == Kind.Wait ? now.AddMinutes(step.Minutes / 2) : now;
                model.Expire(now);
                (state, var refusal) = Do(state, step, now);

                Assert.Equal(Do(model, step, now), refusal);
                var view = state.View(now);
                Assert.Equal((model.Capacity, model.Free, model.Held, model.Sold), (view.Capacity, view.Free, view.Held, view.Sold));
                Assert.InRange(view.Free, 0, view.Capacity);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(120));

    [Fact]
    public void Seats_WithAWaitingList_AreNeverMoreThanThereAre_AndNobodyWaitsForWhatIsFree() => Prop.ForAll(
        Gen.ArrayOf(Steps((6, Kind.Hold), (4, Kind.Confirm), (3, Kind.Release), (1, Kind.Resize), (2, Kind.Wait), (1, Kind.Reload), (5, Kind.Join), (1, Kind.Leave))).ToArbitrary(),
        static steps =>
        {
            var (state, now) = (Departing.Saved(4), Departing.Now);
            foreach (var step in steps)
            {
                now = step.Kind == Kind.Wait ? now.AddMinutes(step.Minutes) : now;
                (state, _) = Do(state, step, now);
                state = state.Settle(now);

                Assert.InRange(state.Free, 0, state.View(now).Capacity);
                Assert.Equal(state.Seats.All.Sum(static pair => pair.Value.Count) + state.Offered, state.Taken);
                Assert.DoesNotContain(state.Waiting, waiter => waiter.OfferedUntil is null && waiter.Seats <= state.Free);
                Assert.Equal(state.Waiting.OrderBy(static waiter => waiter.Number), state.Waiting);
                Assert.False(state.NextOver <= now, "Something is over and still there.");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(120));

    private static (DepartureState State, string? Refusal) Do(DepartureState state, Step step, DateTimeOffset now)
    {
        var who = Departing.Number(step.Who);
        switch (step.Kind)
        {
            case Kind.Hold:
                var (held, hold) = state.Hold(who, step.Seats, now.AddMinutes(step.Minutes), now);
                return (held, hold.Error?.Code);
            case Kind.Confirm:
                var (sold, confirm) = state.Confirm(who, step.Seats, now);
                return (sold, confirm.Error?.Code);
            case Kind.Release:
                return (state.Release(who, now), null);
            case Kind.Resize:
                var (resized, save) = state.Save(Departing.Terms(step.Seats + step.Who), now);
                return (resized, save.Error?.Code);
            case Kind.Join:
                return (state.Join(who, step.Seats, now).State, null);
            case Kind.Leave:
                return (WaitingRules.Leave(state.WithEvents([]), Departing.Id, who, now).Item1, null);
            case Kind.Reload:
                return (StateJson.Deserialize<DepartureState>(StateJson.Serialize(state)) ?? state, null);
            default:
                return (state, null);
        }
    }

    private static string? Do(DepartureModel model, Step step, DateTimeOffset now)
    {
        switch (step.Kind)
        {
            case Kind.Hold:
                return model.Hold(step.Who, step.Seats, now.AddMinutes(step.Minutes));
            case Kind.Confirm:
                return model.Confirm(step.Who, step.Seats);
            case Kind.Release:
                model.Release(step.Who);
                return null;
            case Kind.Resize:
                return model.Resize(step.Seats + step.Who);
            default:
                return null;
        }
    }

    private sealed record Step(Kind Kind, int Who, int Seats, int Minutes);
}
