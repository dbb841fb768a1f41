using System.Text.RegularExpressions;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Codes;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Mail;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>Changes of address that somebody else made, and how the person takes them back.</summary>
public sealed partial class IdentifierReversalTests(MailCluster mail) : IClassFixture<MailCluster>
{
    private readonly GrainCluster _cluster = mail.Cluster;

    [Fact]
    public async Task Change_OfAnAddress_KeepsTheOldOneFromOthersForSevenDays()
    {
        var (id, person) = await RegisterAsync(isProven: true);
        await ChangeAsync(id, "email:" + _cluster.NewEmail());
        var (other, another) = (GrainCluster.NewId(), GrainCluster.NewId());

        var early = await _cluster.Account(other).RegisterAsync(_cluster.NewPerson() with { Email = person.Email });
        _cluster.Time.Advance(TimeSpan.FromDays(7));
        var late = await _cluster.Account(another).RegisterAsync(_cluster.NewPerson() with { Email = person.Email });

        Assert.Equal(AccountErrors.EmailTaken, early.Error);
        Assert.True(late.IsSuccess, $"{late.Error}");
    }

    [Fact]
    public async Task Change_OfAnAddressThatWasNeverProven_LeavesItToWhoeverHasIt()
    {
        var (id, person) = await RegisterAsync();
        await ChangeAsync(id, "email:" + _cluster.NewEmail());

        var owner = await _cluster.Account(GrainCluster.NewId()).RegisterAsync(_cluster.NewPerson() with { Email = person.Email });

        Assert.True(owner.IsSuccess, $"{owner.Error}");
    }

    [Fact]
    public async Task Quarantine_WhenItIsOver_EndsByItself()
    {
        var (id, person) = await RegisterAsync(isProven: true);
        await ChangeAsync(id, "email:" + _cluster.NewEmail());

        _cluster.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));

        await Eventually.TrueAsync("the address is nobody's", async () => await _cluster.Database.ScalarAsync<long>(
            "select count(*) from grain_state where kind = 'identifier' and id = $1 and state ->> 'account_id' is null", "email:" + person.Email) == 1);
        await Eventually.TrueAsync("its row is to be erased", async () => await _cluster.Database.ScalarAsync<long>(
            "select count(*) from identifier_erasure where identifier_key = $1", "email:" + person.Email) == 1);
    }

    [Fact]
    public async Task Change_Back_IsAllowedAtOnce()
    {
        var (id, person) = await RegisterAsync();
        await ChangeAsync(id, "email:" + _cluster.NewEmail());

        await ChangeAsync(id, "email:" + person.Email);

        Assert.Equal(id, await _cluster.Identifier("email:" + person.Email).FindAccountAsync());
    }

    [Fact]
    public async Task Revert_WithTheCodeInTheNoticeAndTheOldPassword_BringsTheAddressBackAndShutsTheOtherOut()
    {
        var (id, person) = await RegisterAsync(isProven: true);
        var thiefs = await SessionAsync(id);
        var (first, second) = (_cluster.NewEmail(), _cluster.NewEmail());
        await ChangeAsync(id, "email:" + first, thiefs.SessionId);
        var token = TokenIn((await mail.Mails.WaitForAsync(person.Email!)).Body);
        await ChangeAsync(id, "email:" + second, thiefs.SessionId);

        var reverted = await RevertAsync(token, person);
        var again = await RevertAsync(token, person);

        Assert.True(reverted.IsSuccess, $"{reverted.Error}");
        Assert.Equal(CodeErrors.RevertInvalid, again.Error);
        var account = (await _cluster.Account(id).GetAsync()).Value;
        Assert.Equal((person.Email, true), (account?.Email, account?.IsEmailVerified));
        Assert.Equal(id, await _cluster.Identifier("email:" + person.Email).FindAccountAsync());
        Assert.Null(await _cluster.Identifier("email:" + first).FindAccountAsync());
        Assert.Null(await _cluster.Identifier("email:" + second).FindAccountAsync());
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await _cluster.Grain<ISessionsGrain>(id).RefreshAsync(thiefs.RefreshToken)).Error);
        Assert.False(await _cluster.Account(id).HasPasswordAsync());
        Assert.Equal(person.Email, await _cluster.Database.ScalarAsync<string>("select email from account where id = $1", id));
    }

    [Fact]
    public async Task Revert_AfterSevenDays_IsRefused()
    {
        var (id, person) = await RegisterAsync(isProven: true);
        await ChangeAsync(id, "email:" + _cluster.NewEmail());
        var token = TokenIn((await mail.Mails.WaitForAsync(person.Email!)).Body);

        _cluster.Time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(CodeErrors.RevertInvalid, (await RevertAsync(token, person)).Error);
    }

    [Fact]
    public async Task Revert_OfWhatWasNeverProven_IsNotOffered()
    {
        var (id, person) = await RegisterAsync();
        await ChangeAsync(id, "email:" + _cluster.NewEmail());

        var notice = await mail.Mails.WaitForAsync(person.Email!);

        Assert.DoesNotMatch(Token(), notice.Body);
        Assert.Equal(CodeErrors.RevertInvalid, (await _cluster.Account(id).RevertIdentifierAsync(new RevertIdentifier(2, "en", Password: person.Password))).Error);
    }

    [Fact]
    public async Task Revert_WhenTheProcessDiesAfterTheWrite_IsFinishedByTheOutbox()
    {
        var (id, person) = await RegisterAsync(isProven: true);
        var email = _cluster.NewEmail();
        await ChangeAsync(id, "email:" + email);
        var token = TokenIn((await mail.Mails.WaitForAsync(person.Email!)).Body);
        var died = _cluster.Calls.FailOnce("ConfirmAsync", "email:" + person.Email);

        await Assert.ThrowsAnyAsync<Exception>(() => RevertAsync(token, person));

        Assert.Equal(1, died());
        await Eventually.EqualAsync("the address to be the person's", id, () => _cluster.Identifier("email:" + person.Email).FindAccountAsync()!);
        await Eventually.EqualAsync("the other to be free", null, () => _cluster.Identifier("email:" + email).FindAccountAsync());
    }

    [Fact]
    public async Task Holds_AskedWhileTheChangeIsBeingWritten_AnswersWhenItIs()
    {
        var (id, _) = await RegisterAsync();
        var email = _cluster.NewEmail();
        await using var connection = await _cluster.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("select from grain_state where kind = 'account' and id = $1 for update", connection, transaction))
        {
            locking.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
            await locking.ExecuteNonQueryAsync();
        }

        var change = ChangeAsync(id, "email:" + email);
        await Eventually.TrueAsync("the write to wait for the row", async () => await _cluster.Database.ScalarAsync<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0);
        // As the handler of the change's event may, which does not wait for the account to hear of its own commit.
        var holds = _cluster.Account(id).HoldsAsync("email:" + email);
        await _cluster.Account(id).HasPasswordAsync();
        var early = holds.IsCompleted;
        await transaction.RollbackAsync();
        await change;

        Assert.False(early);
        Assert.True(await holds);
    }

    private Task<Result<ReversalProgress>> RevertAsync(string token, RegisterAccount person) =>
        Codes.RevertChangeAsync(new RevertChange(token, "en", Password: person.Password));

    private static string TokenIn(string text) => Token().Match(text) is { Success: true } match
        ? match.Value
        : throw new InvalidOperationException($"No code to take it back in: {text}");

    private IOneTimeCodeGrain Codes => _cluster.Grain<IOneTimeCodeGrain>("0");

    private async Task ChangeAsync(string id, string key, string session = "session")
    {
        var changed = await _cluster.Account(id).ChangeIdentifierAsync(new ChangeIdentifier(key, session, "en"));
        Assert.True(changed.IsSuccess, $"{changed.Error}");
    }

    private async Task<(string Id, RegisterAccount Person)> RegisterAsync(bool isProven = false)
    {
        var (id, person) = (GrainCluster.NewId(), _cluster.NewPerson());
        Assert.True((await _cluster.Account(id).RegisterAsync(person)).IsSuccess);
        if (isProven)
            Assert.True((await _cluster.Account(id).VerifyIdentifierAsync("email:" + person.Email)).IsSuccess);
        return (id, person);
    }

    private async Task<SessionTokens> SessionAsync(string id) =>
        (await _cluster.Grain<ISessionsGrain>(id).StartAsync(new StartSession("test", ["pwd"]))).Value!;

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{48}(?![A-Za-z0-9_-])")]
    private static partial Regex Token();
}
