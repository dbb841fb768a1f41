using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Chat;
using Nusaloka.Grains.Chat;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Chat;

/// <summary>What a room has at hand, held against a plain list of all that ever happened.</summary>
public sealed class RecentEventsTests
{
    private const string Room = "0199a0c2-0000-7000-8000-0000000000aa";
    private static readonly DateTimeOffset Start = new(2026, 1, 6, 8, 0, 0, TimeSpan.Zero);
    private static readonly RoomCaller Reader = new("reader");

    [Fact]
    public void After_AnyNumber_IsAllThatCameOrNothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(Gen.Choose(0, 900).SelectMany(static count => Gen.Choose(0, 1_000_000).Select(seed => (count, seed))).ToArbitrary(), static given =>
        {
            var (recent, all) = Play(given.count, given.seed);
            for (var seq = 0L; seq <= all.Count; seq++)
            {
                if (recent.After(seq) is { } events)
                    Assert.Equal(all.Skip((int)seq).Select(static one => one.Seq), events.Select(static one => one.Seq));
                else
                    Assert.True(all.Count - seq > ChatLimits.RecentEvents, $"{all.Count - seq} events should be at hand.");
            }
        }));

    [Fact]
    public void History_AnyPart_IsTheListsOwn() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(Gen.Choose(1, 700).SelectMany(static count => Gen.Choose(0, 1_000_000).Select(seed => (count, seed))).ToArbitrary(), static given =>
        {
            var (recent, all) = Play(given.count, given.seed);
            var random = new Random(given.seed);
            for (var i = 0; i < 20; i++)
            {
                var (limit, at) = (random.Next(1, 30), random.Next(0, all.Count + 2));
                var before = recent.History(Room, new HistoryQuery(Reader, at, null, limit));
                var earlier = all.Where(one => one.Kind == RoomEventKind.Message && one.Seq < at).ToArray();
                if (before is { } found)
                    Same(earlier.TakeLast(limit), found.Messages, earlier.Length > limit, found.HasMore);
                var after = recent.History(Room, new HistoryQuery(Reader, null, at, limit));
                var later = all.Where(one => one.Kind == RoomEventKind.Message && one.Seq > at).ToArray();
                if (after is { } rest)
                    Same(later.Take(limit), rest.Messages, later.Length > limit, rest.HasMore);
                else
                    Assert.True(all.Count - at > ChatLimits.RecentEvents);
            }
        }));

    [Fact]
    public void Add_EditThenRemoval_LeavesNothingOfWhatWasSaid()
    {
        var recent = new RecentEvents([], []);
        recent.Add(Message(1, "rahasia"));
        recent.Add(new RoomEvent(2, RoomEventKind.Edited, "a", Start) { TargetSeq = 1, Content = MessageContent.Of("lebih rahasia") });
        Assert.Equal(("lebih rahasia", Start), (recent.Find(1)!.Content!.Text, recent.Find(1)!.EditedAt));
        recent.Add(new RoomEvent(3, RoomEventKind.ReactionAdded, "b", Start) { TargetSeq = 1, Emoji = "👍" });
        Assert.Equal(1, Assert.Single(recent.ToMessage(Room, recent.Find(1)!, "b").Reactions).Count);

        recent.Add(new RoomEvent(4, RoomEventKind.Removed, "a", Start) { TargetSeq = 1, Removal = MessageRemoval.Deleted });

        Assert.All(recent.After(0)!.Value, static one => Assert.Null(one.Content));
        Assert.Equal(MessageRemoval.Deleted, recent.Find(1)!.Removal);
        Assert.Empty(recent.ToMessage(Room, recent.Find(1)!, "b").Reactions);
    }

    [Fact]
    public void FindSent_SameNameOfAnother_IsNotIt()
    {
        var recent = new RecentEvents([Message(1, "a") with { ClientMessageId = "n" }], []);

        Assert.Equal(1, recent.FindSent("a", "n")!.Seq);
        Assert.Null(recent.FindSent("b", "n"));
        Assert.Null(recent.FindSent("a", "m"));
    }

    [Fact]
    public void FindSent_OfManyOfWhichSomeAreForgotten_IsWhatIsAtHand()
    {
        var recent = new RecentEvents([.. Enumerable.Range(1, 100).Select(Named)], []);
        for (var seq = 101; seq <= 1_000; seq++)
            recent.Add(Named(seq));

        Assert.InRange(recent.FirstSeq, 2, 1_000 - ChatLimits.RecentEvents + 1);
        Assert.All(Enumerable.Range(1, 1_000), seq => Assert.Equal(seq < recent.FirstSeq ? null : seq, recent.FindSent("a", $"n{seq}")?.Seq));

        static RoomEvent Named(int seq) => Message(seq, "a") with { ClientMessageId = $"n{seq}" };
    }

    [Fact]
    public void MemberRates_Bursts_RunDryAndFillAgain()
    {
        var time = new ManualTimeProvider();
        var rates = new MemberRates(perSecond: 2, burst: 3, time);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(rates.Take("a")));
        Assert.Equal(0.5, rates.Take("a")!.Value.TotalSeconds, 3);
        Assert.Null(rates.Take("b"));
        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Null(rates.Take("a"));
        Assert.NotNull(rates.Take("a"));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(rates.Take("a")));
        Assert.NotNull(rates.Take("a"));
    }

    private static void Same(IEnumerable<RoomEvent> expected, IEnumerable<ChatMessage> actual, bool expectsMore, bool hasMore)
    {
        Assert.Equal(expected.Select(static one => (one.Seq, one.Content?.Text)), actual.Select(static one => (one.Seq, one.Content?.Text)));
        Assert.Equal(expectsMore, hasMore);
    }

    /// <summary>A room in which so much has happened, and messages as they are at the end.</summary>
    private static (RecentEvents Recent, List<RoomEvent> All) Play(int count, int seed)
    {
        var random = new Random(seed);
        var all = new List<RoomEvent>();
        // Some rooms are loaded, others are followed from the beginning.
        var loaded = random.Next(count + 1);
        RecentEvents? recent = null;
        for (var seq = 1; seq <= count; seq++)
        {
            if (seq > loaded)
                recent ??= new RecentEvents(all.TakeLast(ChatLimits.RecentEvents), []);
            var next = Next(all, seq, random);
            recent?.Add(next);
            Apply(all, next);
        }

        return (recent ?? new RecentEvents(all.TakeLast(ChatLimits.RecentEvents), []), all);
    }

    private static RoomEvent Next(List<RoomEvent> all, long seq, Random random)
    {
        var target = all.Count == 0 ? null : all[random.Next(all.Count)];
        return random.Next(10) switch
        {
            0 when target is { Kind: RoomEventKind.Message, Removal: MessageRemoval.None } =>
                new RoomEvent(seq, RoomEventKind.Edited, "a", Start) { TargetSeq = target.Seq, Content = MessageContent.Of($"edit {seq}") },
            1 when target is { Kind: RoomEventKind.Message, Removal: MessageRemoval.None } =>
                new RoomEvent(seq, RoomEventKind.Removed, "a", Start) { TargetSeq = target.Seq, Removal = MessageRemoval.Deleted },
            2 => new RoomEvent(seq, RoomEventKind.Member, "a", Start) { Member = new MemberNews("b", MemberChange.Joined, RoomRole.Member) },
            _ => Message(seq, $"message {seq}"),
        };
    }

    private static void Apply(List<RoomEvent> all, RoomEvent next)
    {
        if (next.TargetSeq is { } target)
        {
            all[(int)target - 1] = next.Kind == RoomEventKind.Edited
                ? all[(int)target - 1] with { Content = next.Content, EditedAt = next.At }
                : all[(int)target - 1] with { Content = null, Removal = next.Removal };
        }

        all.Add(next);
    }

    private static RoomEvent Message(long seq, string text) => new(seq, RoomEventKind.Message, "a", Start) { Content = MessageContent.Of(text) };
}
