using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Mail;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>Another e-mail address or phone number for an account, over two silos, and what is left when a process dies in between.</summary>
public sealed class IdentifierChangeTests(MailCluster mail) : IClassFixture<MailCluster>
{
    private readonly GrainCluster _cluster = mail.Cluster;

    [Fact]
    public async Task Change_AnAddress_MovesItFreesTheOldAndTellsIt()
    {
        var (id, person) = await RegisterAsync();
        var email = _cluster.NewEmail();

        var changed = await _cluster.Account(id).ChangeIdentifierAsync(new ChangeIdentifier("email:" + email, "session", "en"));

        Assert.Equal((email, true, 2), (changed.Value?.Email, changed.Value?.IsEmailVerified, changed.Value?.Version));
        Assert.Equal(id, await _cluster.Identifier("email:" + email).FindAccountAsync());
        Assert.Null(await _cluster.Identifier("email:" + person.Email).FindAccountAsync());
        Assert.Equal(email, await _cluster.Database.ScalarAsync<string>("select email from account where id = $1", id));
        var notice = await mail.Mails.WaitForAsync(person.Email!);
        Assert.Equal("The e-mail address of your Nusaloka account was changed", notice.Subject);
        Assert.Contains("o***@nusaloka.id", notice.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(email, notice.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_OfAPhone_TellsTheOldNumberBySms()
    {
        var (id, person) = await RegisterAsync();

        var changed = await _cluster.Account(id).ChangeIdentifierAsync(new ChangeIdentifier("phone:" + _cluster.NewPhone(), "session", "id"));

        Assert.True(changed.IsSuccess);
        var to = "To=" + Uri.EscapeDataString(person.Phone!) + "&";
        await Eventually.TrueAsync("the notice by SMS", () => mail.Sms.Seen.Any(seen => seen.Body.StartsWith(to, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Change_WhereOneIsReplaced_EndsTheSessionsButOne()
    {
        var (id, _) = await RegisterAsync();
        var (here, elsewhere) = (await SessionAsync(id), await SessionAsync(id));

        Assert.True((await _cluster.Account(id).ChangeIdentifierAsync(new ChangeIdentifier("email:" + _cluster.NewEmail(), here.SessionId, "id"))).IsSuccess);

        var sessions = _cluster.Grain<ISessionsGrain>(id);
        Assert.True((await sessions.RefreshAsync(here.RefreshToken)).IsSuccess);
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await sessions.RefreshAsync(elsewhere.RefreshToken)).Error);
    }

    [Fact]
    public async Task Change_WhereOneIsAdded_EndsNoSession()
    {
        var id = GrainCluster.NewId();
        Assert.True((await _cluster.Account(id).RegisterAsync(_cluster.NewPerson() with { Phone = null })).IsSuccess);
        var session = await SessionAsync(id);

        Assert.True((await _cluster.Account(id).ChangeIdentifierAsync(new ChangeIdentifier("phone:" + _cluster.NewPhone(), "another", "id"))).IsSuccess);

        Assert.True((await _cluster.Grain<ISessionsGrain>(id).RefreshAsync(session.RefreshToken)).IsSuccess);
    }

    [Fact]
    public async Task Change_TenAccountsToOneAddress_OneWins()
    {
        var email = _cluster.NewEmail();
        var people = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RegisterAsync()));

        var results = await Task.WhenAll(people.Select(one => _cluster.Account(one.Id).ChangeIdentifierAsync(new ChangeIdentifier("email:" + email, "session", "id"))));

        var winner = Assert.Single(results, static result => result.IsSuccess).Value;
        Assert.All(results.Where(static result => !result.IsSuccess), static result => Assert.Equal(AccountErrors.EmailTaken, result.Error));
        Assert.Equal(winner?.Id, await _cluster.Identifier("email:" + email).FindAccountAsync());
        foreach (var (id, person) in people.Where(one => one.Id != winner?.Id))
            Assert.Equal(id, await _cluster.Identifier("email:" + person.Email).FindAccountAsync());
    }

    [Fact]
    public async Task Change_WhenTheProcessDiesAfterTheWrite_IsFinishedByTheOutbox()
    {
        var (id, person) = await RegisterAsync();
        var email = _cluster.NewEmail();
        var died = _cluster.Calls.FailOnce("ConfirmAsync", "email:" + email);

        await Assert.ThrowsAnyAsync<Exception>(() => _cluster.Account(id).ChangeIdentifierAsync(new ChangeIdentifier("email:" + email, "session", "id")));

        Assert.Equal(1, died());
        await Eventually.EqualAsync("the new address to last", id, () => _cluster.Identifier("email:" + email).FindAccountAsync()!);
        await Eventually.EqualAsync("the old address to be free", null, () => _cluster.Identifier("email:" + person.Email).FindAccountAsync());
        await mail.Mails.WaitForAsync(person.Email!);
    }

    [Fact]
    public async Task Verify_WhatTheAccountHasNot_IsNotFound()
    {
        var (id, _) = await RegisterAsync();

        Assert.Equal(AccountErrors.NotFound, (await _cluster.Account(id).VerifyIdentifierAsync("email:" + _cluster.NewEmail())).Error);
        Assert.Equal(AccountErrors.NotFound, (await _cluster.Account(GrainCluster.NewId()).VerifyIdentifierAsync("email:" + _cluster.NewEmail())).Error);
    }

    [Fact]
    public async Task Verify_Twice_ChangesTheAccountOnce()
    {
        var (id, person) = await RegisterAsync();

        await _cluster.Account(id).VerifyIdentifierAsync("email:" + person.Email);
        var again = await _cluster.Account(id).VerifyIdentifierAsync("email:" + person.Email);

        Assert.Equal((true, false, 2), (again.Value?.Account.IsEmailVerified, again.Value?.Account.IsPhoneVerified, again.Value?.Account.Version));
    }

    [Theory]
    [InlineData("email:siti@contoh.id", "s***@contoh.id")]
    [InlineData("email:s@contoh.id", "s***@contoh.id")]
    [InlineData("phone:+6281234567890", "+62***890")]
    public void Mask_AnIdentifier_LeavesWhatItsOwnerKnows(string key, string masked) => Assert.Equal(masked, IdentifierNotice.Mask(Identifier.OfKey(key)));

    private async Task<(string Id, RegisterAccount Person)> RegisterAsync()
    {
        var (id, person) = (GrainCluster.NewId(), _cluster.NewPerson());
        Assert.True((await _cluster.Account(id).RegisterAsync(person)).IsSuccess);
        return (id, person);
    }

    private async Task<SessionTokens> SessionAsync(string id) =>
        (await _cluster.Grain<ISessionsGrain>(id).StartAsync(new StartSession("test", ["pwd"]))).Value!;
}
