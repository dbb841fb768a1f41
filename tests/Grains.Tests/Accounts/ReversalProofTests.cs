using System.Text.RegularExpressions;
using Nusaloka.Accounts;
using Nusaloka.Codes;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Mail;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>What it takes, beside the code that went to the old address, to take a change back; and what its holder can do about that.</summary>
public sealed partial class ReversalProofTests(MailCluster mail) : IClassFixture<MailCluster>
{
    private static readonly TimeSpan Wait = TimeSpan.FromHours(24);

    private readonly GrainCluster _cluster = mail.Cluster;

    private IOneTimeCodeGrain Codes => _cluster.Grain<IOneTimeCodeGrain>("0");

    [Fact]
    public async Task Revert_WithTheCodeAlone_WaitsADayAndTellsBothSides()
    {
        var change = await ChangeAsync();

        var asked = await Codes.RevertChangeAsync(new RevertChange(change.Token, "en"));
        var again = await Codes.RevertChangeAsync(new RevertChange(change.Token, "en"));

        Assert.Equal(ReversalStatus.Waiting, asked.Value?.Status);
        Assert.Equal(asked.Value, again.Value);
        Assert.Equal(Wait, asked.Value!.DueAt - asked.Value.AskedAt);
        Assert.Equal(change.New, (await _cluster.Account(change.Id).GetAsync()).Value?.Email);
        Assert.Equal("Somebody asks to take a change of a Nusaloka account back", (await mail.Mails.WaitForAsync(change.Old, count: 2)).Subject);
        Assert.Equal("Ada yang meminta perubahan alamat akun Nusaloka dibatalkan", (await mail.Mails.WaitForAsync(change.New)).Subject);
    }

    [Fact]
    public async Task Revert_WhenNobodyObjects_HappensADayLaterAndTellsBothSides()
    {
        var change = await ChangeAsync();
        Assert.True((await Codes.RevertChangeAsync(new RevertChange(change.Token, "en"))).IsSuccess);

        _cluster.Time.Advance(Wait + TimeSpan.FromMinutes(1));

        await Eventually.EqualAsync("the old address to be the account's", change.Old, async () => (await _cluster.Account(change.Id).GetAsync()).Value!.Email!);
        Assert.Equal("Perubahan alamat akun Nusaloka dibatalkan", (await mail.Mails.WaitForAsync(change.New, count: 2)).Subject);
        await Eventually.TrueAsync("the old address is told", async () =>
            (await mail.Mails.ToAsync(change.Old)).Any(static one => one.Subject == "Perubahan alamat akun Nusaloka dibatalkan"));
        Assert.Equal(CodeErrors.ReversalNotFound, (await _cluster.Account(change.Id).GetReversalAsync()).Error);
    }

    [Fact]
    public async Task Contest_ByTheHolder_LeavesItToAnOfficer()
    {
        var change = await ChangeAsync();
        await Codes.RevertChangeAsync(new RevertChange(change.Token, "en"));

        var contested = await _cluster.Account(change.Id).ContestReversalAsync();
        _cluster.Time.Advance(Wait + TimeSpan.FromMinutes(1));
        var asked = await Codes.RevertChangeAsync(new RevertChange(change.Token, "en"));

        Assert.Equal(ReversalStatus.Contested, contested.Value?.Status);
        Assert.Equal(ReversalStatus.Contested, asked.Value?.Status);
        Assert.Contains(await ContestedAsync(), one => one.AccountId == change.Id);
        var decided = await _cluster.Account(change.Id).DecideReversalAsync(new DecideReversal(IsApproved: true, "officer", "cocok"));
        Assert.Equal(ReversalStatus.Done, decided.Value?.Status);
        Assert.Equal(change.Old, (await _cluster.Account(change.Id).GetAsync()).Value?.Email);
        Assert.DoesNotContain(await ContestedAsync(), one => one.AccountId == change.Id);
    }

    [Fact]
    public async Task Decide_AgainstIt_LeavesTheChangeAndItsCodeIsNoGood()
    {
        var change = await ChangeAsync();
        await Codes.RevertChangeAsync(new RevertChange(change.Token, "en"));
        var early = await _cluster.Account(change.Id).DecideReversalAsync(new DecideReversal(IsApproved: false, "officer", "x"));
        await _cluster.Account(change.Id).ContestReversalAsync();

        var decided = await _cluster.Account(change.Id).DecideReversalAsync(new DecideReversal(IsApproved: false, "officer", "SIM lama"));

        Assert.Equal(CodeErrors.ReversalNotFound, early.Error);
        Assert.True(decided.IsSuccess, $"{decided.Error}");
        Assert.Equal(change.New, (await _cluster.Account(change.Id).GetAsync()).Value?.Email);
        Assert.Equal(CodeErrors.RevertInvalid, (await Codes.RevertChangeAsync(new RevertChange(change.Token, "en", Password: change.Password))).Error);
        Assert.DoesNotContain(await ContestedAsync(), one => one.AccountId == change.Id);
    }

    [Fact]
    public async Task Decide_WhenTheOldAddressHasBecomeAnothers_IsRefused()
    {
        var change = await ChangeAsync();
        await Codes.RevertChangeAsync(new RevertChange(change.Token, "en"));
        await _cluster.Account(change.Id).ContestReversalAsync();
        _cluster.Time.Advance(TimeSpan.FromDays(8));
        var other = await _cluster.Account(GrainCluster.NewId()).RegisterAsync(_cluster.NewPerson() with { Email = change.Old });
        Assert.True(other.IsSuccess, $"{other.Error}");

        var decided = await _cluster.Account(change.Id).DecideReversalAsync(new DecideReversal(IsApproved: true, "officer", "cocok"));

        Assert.Equal(AccountErrors.EmailTaken, decided.Error);
        Assert.Equal(change.New, (await _cluster.Account(change.Id).GetAsync()).Value?.Email);
    }

    [Fact]
    public async Task Revert_OnTheLastDayWithTheCodeAlone_NeedsAProof()
    {
        var change = await ChangeAsync();
        _cluster.Time.Advance(TimeSpan.FromDays(6.5));

        var alone = await Codes.RevertChangeAsync(new RevertChange(change.Token, "en"));
        var proven = await Codes.RevertChangeAsync(new RevertChange(change.Token, "en", Password: change.Password));

        Assert.Equal(CodeErrors.RevertNeedsProof, alone.Error);
        Assert.Equal(ReversalStatus.Done, proven.Value?.Status);
    }

    [Fact]
    public async Task Revert_WithWrongPasswords_StopsLookingAtThemAfterFive()
    {
        var change = await ChangeAsync();

        for (var tries = 0; tries < 5; tries++)
            Assert.Equal(CodeErrors.RevertProofRefused, (await Codes.RevertChangeAsync(new RevertChange(change.Token, "en", Password: "bukan sandinya"))).Error);
        var right = await Codes.RevertChangeAsync(new RevertChange(change.Token, "en", Password: change.Password));

        Assert.Equal(CodeErrors.RevertProofRefused, right.Error);
        Assert.Equal(change.New, (await _cluster.Account(change.Id).GetAsync()).Value?.Email);
    }

    [Fact]
    public async Task Revert_WithAPasswordThatIsNewerThanTheChange_IsRefused()
    {
        var change = await ChangeAsync();
        Assert.True((await _cluster.Account(change.Id).ResetPasswordAsync("sandi si maling 77")).IsSuccess);

        Assert.Equal(CodeErrors.RevertProofRefused, (await Codes.RevertChangeAsync(new RevertChange(change.Token, "en", Password: "sandi si maling 77"))).Error);
        Assert.Equal(ReversalStatus.Done, (await Codes.RevertChangeAsync(new RevertChange(change.Token, "en", Password: change.Password))).Value?.Status);
    }

    [Fact]
    public async Task Revert_WithTheOtherIdentifierOfBefore_HappensAtOnce()
    {
        var change = await ChangeAsync(hasProvenPhone: true);

        var reverted = await _cluster.Account(change.Id).RevertIdentifierAsync(new RevertIdentifier(change.Version, "en", ProvenIdentifier: "phone:" + change.Phone));

        Assert.Equal(ReversalStatus.Done, reverted.Value?.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revert_WithAnIdentifierThatWasProvenLaterOrIsNotTheAccounts_IsRefused(bool isTheAccounts)
    {
        var change = await ChangeAsync();
        _cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await _cluster.Account(change.Id).VerifyIdentifierAsync("phone:" + change.Phone)).IsSuccess);
        var key = isTheAccounts ? "phone:" + change.Phone : "phone:" + _cluster.NewPerson().Phone;

        var reverted = await _cluster.Account(change.Id).RevertIdentifierAsync(new RevertIdentifier(change.Version, "en", ProvenIdentifier: key));

        Assert.Equal(CodeErrors.RevertProofRefused, reverted.Error);
    }

    [Fact]
    public async Task Revert_WithAPasskey_CountsOnlyOneFromBefore()
    {
        var change = await ChangeAsync();
        var account = _cluster.Account(change.Id);
        var changedAt = (await account.GetAsync()).Value!.UpdatedAt;

        var later = await account.RevertIdentifierAsync(new RevertIdentifier(change.Version, "en", PasskeyAddedAt: changedAt.AddSeconds(1)));
        var before = await account.RevertIdentifierAsync(new RevertIdentifier(change.Version, "en", PasskeyAddedAt: changedAt.AddSeconds(-1)));

        Assert.Equal(CodeErrors.RevertProofRefused, later.Error);
        Assert.Equal(ReversalStatus.Done, before.Value?.Status);
    }

    [Fact]
    public async Task Revert_WithTheCodesOfBothOldOnes_GoesBackBeforeBoth()
    {
        var change = await ChangeAsync(hasProvenPhone: true);
        _cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var number = _cluster.NewPerson().Phone!;
        Assert.True((await _cluster.Account(change.Id).ChangeIdentifierAsync(new ChangeIdentifier("phone:" + number, "session", "en"))).IsSuccess);
        var second = (await _cluster.Account(change.Id).GetAsync()).Value!.Version;

        var reverted = await _cluster.Account(change.Id).RevertIdentifierAsync(new RevertIdentifier(second, "en", OtherVersion: change.Version));

        Assert.Equal(ReversalStatus.Done, reverted.Value?.Status);
        var account = (await _cluster.Account(change.Id).GetAsync()).Value;
        Assert.Equal((change.Old, change.Phone), (account?.Email, account?.Phone));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revert_WithThePasswordAndACodeThatIsOver_GoesBackToTheOneThatIsNot(bool isKept)
    {
        var change = await ChangeAsync(hasProvenPhone: true);
        _cluster.Time.Advance(isKept ? TimeSpan.FromDays(4) : TimeSpan.FromSeconds(1));
        var number = _cluster.NewPerson().Phone!;
        Assert.True((await _cluster.Account(change.Id).ChangeIdentifierAsync(new ChangeIdentifier("phone:" + number, "session", "en"))).IsSuccess);
        var second = (await _cluster.Account(change.Id).GetAsync()).Value!.Version;
        _cluster.Time.Advance(isKept ? TimeSpan.FromDays(4) : TimeSpan.FromSeconds(1));
        var over = isKept ? change.Version : 0;

        var reverted = await _cluster.Account(change.Id).RevertIdentifierAsync(new RevertIdentifier(second, "en", Password: change.Password, OtherVersion: over));

        Assert.Equal(ReversalStatus.Done, reverted.Value?.Status);
        var account = (await _cluster.Account(change.Id).GetAsync()).Value;
        Assert.Equal((change.New, change.Phone), (account?.Email, account?.Phone));
    }

    [Fact]
    public async Task Close_WhileItIsUndecided_IsRefused()
    {
        var change = await ChangeAsync();
        await Codes.RevertChangeAsync(new RevertChange(change.Token, "en"));

        Assert.Equal(AccountErrors.StillBusy, (await _cluster.Account(change.Id).CloseAsync()).Error);
    }

    private async Task<Changed> ChangeAsync(bool hasProvenPhone = false)
    {
        var (id, person, email) = (GrainCluster.NewId(), _cluster.NewPerson(), _cluster.NewEmail());
        var account = _cluster.Account(id);
        Assert.True((await account.RegisterAsync(person)).IsSuccess);
        Assert.True((await account.VerifyIdentifierAsync("email:" + person.Email)).IsSuccess);
        if (hasProvenPhone)
            Assert.True((await account.VerifyIdentifierAsync("phone:" + person.Phone)).IsSuccess);
        _cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var changed = await account.ChangeIdentifierAsync(new ChangeIdentifier("email:" + email, "session", "en"));
        Assert.True(changed.IsSuccess, $"{changed.Error}");
        var notice = (await mail.Mails.WaitForAsync(person.Email!)).Body;
        return new Changed(id, person.Email!, email, person.Phone!, person.Password, changed.Value.Version, Token().Match(notice).Value);
    }

    private async Task<IEnumerable<ContestedReversal>> ContestedAsync() =>
        (await _cluster.Grain<IReversalQueueGrain>("0").ListAsync(new PageRequest(100, null))).Value!.Items;

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{48}(?![A-Za-z0-9_-])")]
    private static partial Regex Token();

    private sealed record Changed(string Id, string Old, string New, string Phone, string Password, long Version, string Token);
}
