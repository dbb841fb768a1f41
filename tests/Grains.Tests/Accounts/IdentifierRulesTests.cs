using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

public sealed class IdentifierRulesTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void DecideReserve_FreeIdentifier_Grants() => Assert.Equal(ReserveDecision.Grant, IdentifierRules.DecideReserve(new IdentifierState(), "a", Noon));

    [Fact]
    public void DecideReserve_OwnReservation_GrantsAnew()
    {
        var reserved = IdentifierRules.Reserve("a", Noon.AddSeconds(30));

        Assert.Equal(ReserveDecision.Grant, IdentifierRules.DecideReserve(reserved, "a", Noon.AddSeconds(1)));
        Assert.Equal(ReserveDecision.Grant, IdentifierRules.DecideReserve(reserved, "a", Noon.AddDays(1)));
    }

    [Fact]
    public void DecideReserve_AnothersReservation_RefusesUntilItExpires()
    {
        var reserved = IdentifierRules.Reserve("a", Noon.AddSeconds(30));
        var end = Noon.AddSeconds(30);

        Assert.Equal(ReserveDecision.Refuse, IdentifierRules.DecideReserve(reserved, "b", Noon));
        Assert.Equal(ReserveDecision.Refuse, IdentifierRules.DecideReserve(reserved, "b", end.AddTicks(-1)));
        Assert.Equal(ReserveDecision.AskHolder, IdentifierRules.DecideReserve(reserved, "b", end));
    }

    [Fact]
    public void DecideReserve_ConfirmedIdentifier_IsItsOwnersForGood()
    {
        var confirmed = IdentifierRules.Confirm("a");

        Assert.Equal(ReserveDecision.AlreadyTheirs, IdentifierRules.DecideReserve(confirmed, "a", Noon));
        Assert.Equal(ReserveDecision.Refuse, IdentifierRules.DecideReserve(confirmed, "b", Noon.AddYears(100)));
    }

    [Fact]
    public void DecideReserve_InQuarantine_IsForTheFormerOwnerAloneUntilItIsOver()
    {
        var kept = IdentifierRules.Quarantine("a", Noon.AddDays(7));

        Assert.Equal(ReserveDecision.Grant, IdentifierRules.DecideReserve(kept, "a", Noon));
        Assert.Equal(ReserveDecision.Refuse, IdentifierRules.DecideReserve(kept, "b", Noon.AddDays(7).AddTicks(-1)));
        Assert.Equal(ReserveDecision.Grant, IdentifierRules.DecideReserve(kept, "b", Noon.AddDays(7)));
    }
}
