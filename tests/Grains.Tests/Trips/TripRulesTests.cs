using Nusaloka.Grains.Trips;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Trips;

public sealed class TripRulesTests
{
    private const string Id = "0199a0c2-7b10-7c3a-8d51-4f6b1f2c3d4e";
    private const string Guide = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 15, 0, TimeSpan.Zero);
    private static readonly TripActor Owner = TripsToTry.By(Guide);
    private static readonly TripActor Other = TripsToTry.By("0199a0c2-0000-7c3a-9d51-0f6b1f2c3d4e");
    private static readonly TripActor Officer = Other with { IsStaff = true };
    private static readonly TripActor Admin = Officer with { IsAdmin = true };

    [Fact]
    public void Create_Repeated_IsTheSameAndAnotherTripIsRefused()
    {
        var begun = Begun();

        Assert.Same(begun, TripRules.Create(Id, begun, new CreateTrip(Guide, TripsToTry.Complete), Now.AddDays(1)).Value);
        Assert.Equal(TripErrors.KeyReused, TripRules.Create(Id, begun, new CreateTrip(Guide, TripsToTry.Complete with { Title = "Lain" }), Now).Error);
        Assert.Equal(TripErrors.KeyReused, TripRules.Create(Id, begun, new CreateTrip(Other.AccountId, TripsToTry.Complete), Now).Error);
        Assert.Equal((1, TripStatus.Draft, TripRevisionKind.Created), (begun.Version, begun.Status, begun.LastRevision!.Kind));
    }

    [Fact]
    public void Change_OfSomeParts_SaysWhichAndWhatIsWrittenThere()
    {
        var changed = TripRules.Change(
            Id, Begun(), new ChangeTrip(Owner, TripsToTry.Complete with { Title = "Tiga Gili", Tags = ["beach"] }, 1), Now.AddHours(1)).Value!;

        var revision = changed.LastRevision!;
        Assert.Equal((2, TripRevisionKind.Changed, Guide, Now.AddHours(1)), (revision.Version, revision.Kind, revision.ActorId, revision.At));
        Assert.Equal(["title", "tags"], revision.Changed.ToArray());
        Assert.Equal(("Tiga Gili", ""), (revision.Written.Title, revision.Written.Description));
        Assert.Equal(["beach"], revision.Written.Tags.ToArray());
    }

    [Fact]
    public void Change_OfNothing_ChangesNothing()
    {
        var begun = Begun();

        Assert.Same(begun, TripRules.Change(Id, begun, new ChangeTrip(Owner, TripsToTry.Complete, null), Now.AddHours(1)).Value);
    }

    [Fact]
    public void EveryPart_OfTheDetails_IsComparedUnderItsName()
    {
        var names = typeof(TripDetails).GetProperties()
            .Where(static property => property.SetMethod is { IsStatic: false })
            .Select(static property => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

        Assert.Equal(names.Order(), TripRevisions.Names.Order());
    }

    [Fact]
    public void Change_FromAnOlderVersion_IsStale() => Assert.Equal(
        TripErrors.VersionMismatch, TripRules.Change(Id, Begun(), new ChangeTrip(Owner, TripsToTry.Complete, 7), Now).Error);

    [Fact]
    public void Publish_OfWhatLacksSomething_SaysAllOfIt()
    {
        var draft = Begun(new TripDetails { Title = "Gili" });

        var refused = TripRules.Publish(Id, draft, new TripCommand(Owner, null), isGuideVerified: true, Now);

        Assert.Equal("trip_incomplete", refused.Error?.Code);
        Assert.Equal(6, refused.Error!.Fields.Length);
    }

    [Fact]
    public void Publish_ByAnAdminForAGuideWhomNobodyKnows_IsRefused() => Assert.Equal(
        TripErrors.GuideNotVerified, TripRules.Publish(Id, Begun(), new TripCommand(Admin, null), isGuideVerified: false, Now).Error);

    [Fact]
    public void Publish_ArchiveAndPublishAgain_TellsEachAndKeepsTheFirstDate()
    {
        var published = Published();
        var archived = TripRules.Archive(Id, published, new TripCommand(Admin, 2), Now.AddDays(2)).Value!;
        var again = TripRules.Publish(Id, archived, new TripCommand(Owner, 3), isGuideVerified: true, Now.AddDays(3)).Value!;

        Assert.Equal(new TripPublished(Id, Guide), Assert.Single(published.PendingEvents).Payload);
        Assert.Equal(new TripArchived(Id, Guide), Assert.Single(archived.PendingEvents).Payload);
        Assert.Equal((TripStatus.Published, 4, published.PublishedAt), (again.Status, again.Version, again.PublishedAt));
        Assert.Equal(Admin.AccountId, archived.LastRevision!.ActorId);
        Assert.Same(again, TripRules.Publish(Id, again, new TripCommand(Owner, null), isGuideVerified: false, Now).Value);
        Assert.Same(archived, TripRules.Archive(Id, archived, new TripCommand(Owner, null), Now).Value);
    }

    [Fact]
    public void Change_OfAPublishedTrip_MustLeaveItComplete()
    {
        var refused = TripRules.Change(Id, Published(), new ChangeTrip(Owner, TripsToTry.Complete with { Languages = [] }, null), Now);

        Assert.Equal("trip_incomplete", refused.Error?.Code);
        Assert.Equal("/languages", Assert.Single(refused.Error!.Fields).Pointer);
    }

    [Theory]
    [InlineData(999_999, true)]
    [InlineData(1_000_001, false)]
    public void Change_OfThePriceOfAPublishedTrip_TellsWhenItFell(long price, bool isTold)
    {
        var details = TripsToTry.Complete with { Price = Money.Rupiah(price) };

        var changed = TripRules.Change(Id, Published(), new ChangeTrip(Owner, details, null), Now).Value!;
        var draft = TripRules.Change(Id, Begun(), new ChangeTrip(Owner, details, null), Now).Value!;

        Assert.Equal(
            isTold ? [new TripPriceFell(Id, Money.Rupiah(1_000_000), Money.Rupiah(price))] : Array.Empty<object>(),
            changed.PendingEvents.Select(static one => one.Payload));
        Assert.Empty(draft.PendingEvents);
    }

    [Fact]
    public void Change_OfASeasonOrGroupPrice_TellsWhatWhoPaysLessPaid()
    {
        var season = TripsToTry.Complete.Seasons[0];
        TripDetails[] told =
        [
            TripsToTry.Complete with { Seasons = [season with { PricePerPerson = Money.Rupiah(1_400_000) }] },
            // Two of its days cost less since.
            TripsToTry.Complete with { Seasons = [season with { To = season.To.AddDays(-2) }] },
            TripsToTry.Complete with { GroupPrices = [new GroupPrice(4, Money.Rupiah(900_000)), new GroupPrice(6, Money.Rupiah(850_000)), new GroupPrice(8, Money.Rupiah(800_000))] },
        ];
        TripDetails[] untold =
        [
            TripsToTry.Complete with { Seasons = [season with { PricePerPerson = Money.Rupiah(1_600_000) }] },
            TripsToTry.Complete with { GroupPrices = [new GroupPrice(4, Money.Rupiah(950_000)), new GroupPrice(8, Money.Rupiah(800_000))] },
            // A season that is over, and a group that is larger than any.
            TripsToTry.Complete with { Seasons = [new SeasonPrice(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 2), Money.Rupiah(1)), season] },
            TripsToTry.Complete with { GroupPrices = [.. TripsToTry.Complete.GroupPrices, new GroupPrice(9, Money.Rupiah(1))] },
        ];

        Assert.Equal(
            [(1_500_000, 1_400_000), (1_500_000, 1_000_000), (900_000, 850_000)],
            told.Select(static details => Assert.IsType<TripPriceFell>(Assert.Single(
                NewsOf(details), static one => one is TripPriceFell))).Select(static fell => (fell.Before.Units, fell.Price.Units)));
        Assert.DoesNotContain(untold.SelectMany(NewsOf), static one => one is TripPriceFell);
    }

    [Fact]
    public void Delete_IsForEverAndTellsOnlyWhoCouldBookIt()
    {
        var deleted = TripRules.Delete(Id, Published(), new TripCommand(Owner, null), Now).Value!;
        var draft = TripRules.Delete(Id, Begun(), new TripCommand(Owner, null), Now).Value!;

        Assert.Equal(TripArchived.Type, Assert.Single(deleted.PendingEvents).Type);
        Assert.Empty(draft.PendingEvents);
        Assert.Same(deleted, TripRules.Delete(Id, deleted, new TripCommand(Owner, 1), Now).Value);
        Assert.Equal(TripErrors.Deleted, TripRules.Publish(Id, deleted, new TripCommand(Owner, null), isGuideVerified: true, Now).Error);
        Assert.Equal(TripErrors.NotFound, TripRules.Delete(Id, deleted, new TripCommand(Other, null), Now).Error);
    }

    [Fact]
    public void Commands_OfOthers_AreRefusedByWhatTheySee()
    {
        Assert.Equal(TripErrors.NotFound, TripRules.Change(Id, Begun(), new ChangeTrip(Other, TripsToTry.Complete, null), Now).Error);
        Assert.Equal(TripErrors.NotYours, TripRules.Change(Id, Published(), new ChangeTrip(Other, TripsToTry.Complete, null), Now).Error);
        Assert.Equal(TripErrors.NotYours, TripRules.Archive(Id, Begun(), new TripCommand(Officer, null), Now).Error);
        Assert.True(TripRules.Archive(Id, Begun(), new TripCommand(Admin, null), Now).IsSuccess);
        Assert.Equal(TripErrors.NotFound, TripRules.Archive(Id, new TripState(), new TripCommand(Admin, null), Now).Error);
    }

    [Theory]
    [InlineData(TripStatus.Draft, true, true, false, false)]
    [InlineData(TripStatus.Published, true, true, true, true)]
    [InlineData(TripStatus.Archived, true, true, true, true)]
    [InlineData(TripStatus.Deleted, true, true, true, false)]
    public void CanSee_ByStatus_IsAsTheTableSays(TripStatus status, bool guide, bool staff, bool traveller, bool stranger)
    {
        var state = (status == TripStatus.Draft ? Begun() : Published()) with { Status = status };

        Assert.Equal(
            (guide, staff, traveller, stranger),
            (TripRules.CanSee(state, Owner, false), TripRules.CanSee(state, Officer, false), TripRules.CanSee(state, Other, true), TripRules.CanSee(state, Other, false)));
        Assert.False(TripRules.CanSee(new TripState(), Admin, hasBooked: true));
        Assert.False(TripRules.CanSee(Begun() with { Status = TripStatus.Archived }, Other, hasBooked: false));
    }

    private static TripState Begun(TripDetails? details = null) =>
        TripRules.Create(Id, new TripState(), new CreateTrip(Guide, details ?? TripsToTry.Complete), Now).Value!;

    private static IEnumerable<object> NewsOf(TripDetails details) =>
        TripRules.Change(Id, Published(), new ChangeTrip(Owner, details, null), Now).Value!.PendingEvents.Select(static one => one.Payload);

    private static TripState Published() =>
        TripRules.Publish(Id, Begun(), new TripCommand(Owner, 1), isGuideVerified: true, Now.AddDays(1)).Value!;
}
