using Nusaloka.Grains.Profiles;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Tests.Profiles;

public sealed class VerificationRulesTests
{
    private const string Person = "0198c5a0-0000-7000-8000-000000000001";
    private const string Officer = "0198c5a0-0000-7000-8000-000000000002";
    private const string Nik = "3573014605950002";

    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(IdentityDocument.Ktp, Nik)]
    [InlineData(IdentityDocument.Ktp, "3573 0106 0595 0002")]
    [InlineData(IdentityDocument.Passport, "x1234567")]
    public void Parse_ADocument_IsRead(IdentityDocument document, string number) =>
        Assert.True(VerificationRules.Parse(new RequestVerification("SITI", document, number)).IsSuccess);

    [Theory]
    [InlineData(IdentityDocument.Ktp, "357301460595000")]
    [InlineData(IdentityDocument.Ktp, "35730146059500021")]
    [InlineData(IdentityDocument.Ktp, "0573014605950002")]
    [InlineData(IdentityDocument.Ktp, "3573017205950002")]
    [InlineData(IdentityDocument.Ktp, "3573013205950002")]
    [InlineData(IdentityDocument.Ktp, "3573014613950002")]
    [InlineData(IdentityDocument.Ktp, "3573014605950000")]
    [InlineData(IdentityDocument.Ktp, "357301460595000２")]
    [InlineData(IdentityDocument.Passport, "12345")]
    [InlineData(IdentityDocument.Passport, "1234567890")]
    [InlineData(IdentityDocument.Passport, "AB-12345")]
    [InlineData((IdentityDocument)7, Nik)]
    public void Parse_ANumberThatIsNone_IsRefused(IdentityDocument document, string number) =>
        Assert.Equal("validation_failed", VerificationRules.Parse(new RequestVerification("SITI", document, number)).Error?.Code);

    [Fact]
    public void Request_UntilDecided_MayBeMadeAgain()
    {
        var first = VerificationRules.Request(new ProfileState(), "a", Noon).Value!;
        var second = VerificationRules.Request(first, "b", Noon.AddHours(1)).Value!;
        var rejected = VerificationRules.Decide(Person, second, new DecideVerification(false, "Buram", Officer), Noon).Value!;
        var again = VerificationRules.Request(rejected, "c", Noon.AddHours(2)).Value!;

        Assert.Equal((VerificationStatus.Pending, "b", Noon.AddHours(1)), (second.Verification, second.Identity, second.RequestedAt));
        Assert.Equal((VerificationStatus.Pending, "", null), (again.Verification, again.Reason, again.DecidedAt));
    }

    [Fact]
    public void Decide_Verified_TellsTheWalletOnceAndCannotBeAskedAgain()
    {
        var decided = VerificationRules.Decide(Person, Pending(), new DecideVerification(true, "", Officer), Noon).Value!;

        Assert.Equal((VerificationStatus.Verified, Officer, Noon), (decided.Verification, decided.DecidedBy, decided.DecidedAt));
        Assert.Equal(new VerificationDecided(Person), Assert.Single(decided.PendingEvents).Payload);
        Assert.Same(decided, VerificationRules.Decide(Person, decided, new DecideVerification(true, "", Officer), Noon).Value);
        Assert.Equal(ProfileErrors.VerificationDecided, VerificationRules.Request(decided, "b", Noon).Error);
    }

    [Fact]
    public void Decide_VerifiedThatWasWrong_CanBeRejectedAndTellsTheWallet()
    {
        var verified = VerificationRules.Decide(Person, Pending(), new DecideVerification(true, "", Officer), Noon).Value!;

        var rejected = VerificationRules.Decide(Person, verified, new DecideVerification(false, "KTP palsu", Officer), Noon).Value!;

        Assert.Equal((VerificationStatus.Rejected, "KTP palsu"), (rejected.Verification, rejected.Reason));
        Assert.Single(rejected.PendingEvents);
    }

    [Fact]
    public void Decide_WhatCannotBe_IsRefused()
    {
        var rejected = VerificationRules.Decide(Person, Pending(), new DecideVerification(false, "Buram", Officer), Noon).Value!;

        Assert.Equal(ProfileErrors.OwnVerification, VerificationRules.Decide(Person, Pending(), new DecideVerification(true, "", Person), Noon).Error);
        Assert.Equal(ProfileErrors.VerificationNotPending, VerificationRules.Decide(Person, new ProfileState(), new DecideVerification(true, "", Officer), Noon).Error);
        Assert.Equal(ProfileErrors.VerificationNotPending, VerificationRules.Decide(Person, rejected, new DecideVerification(true, "", Officer), Noon).Error);
        Assert.Equal("validation_failed", VerificationRules.Decide(Person, Pending(), new DecideVerification(false, " ", Officer), Noon).Error?.Code);
    }

    [Fact]
    public void View_OfADocument_ShowsOnlyTheEndOfItsNumber()
    {
        var view = VerificationRules.View(Person, Pending(), new IdentityData("SITI", IdentityDocument.Ktp, Nik));

        Assert.Equal("************0002", view.DocumentNumber);
        Assert.DoesNotContain("SITI", $"{view} {new IdentityData("SITI", IdentityDocument.Ktp, Nik)}", StringComparison.Ordinal);
    }

    private static ProfileState Pending() => VerificationRules.Request(new ProfileState(), "a", Noon).Value!;
}
