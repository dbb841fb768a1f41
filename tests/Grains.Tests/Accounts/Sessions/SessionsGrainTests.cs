using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts.Sessions;

/// <summary>Refresh tokens over two silos: rotation, grace, theft (RFC 9700 4.14.2).</summary>
public sealed class SessionsGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Start_Tokens_AreSignedByAPublishedKeyAndNameTheSession()
    {
        var (sessions, first) = await SignInAsync();

        var published = await cluster.Grain<ISigningKeysGrain>(ISigningKeysGrain.Key).GetPublicKeysAsync();
        using var verifier = Keys.Verifier(published.Keys[0]);
        var token = first.Token.Value;
        var signature = Keys.Decode(token[(token.LastIndexOf('.') + 1)..]);
        Assert.True(verifier.VerifyData(
            Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        var claims = JsonSerializer.Deserialize<JsonElement>(Keys.Decode(token.Split('.')[1]));
        Assert.Equal(first.SessionId, claims.GetProperty("sid").GetString());
        Assert.Equal(first.Account.Id, claims.GetProperty("sub").GetString());
        Assert.Equal([first.SessionId], (await sessions.ListAsync()).Sessions.Select(static session => session.Id));
    }

    [Fact]
    public async Task Start_NobodysAccount_IsRefused() => Assert.Equal(
        AccountErrors.NotFound, (await cluster.Grain<ISessionsGrain>(GrainCluster.NewId()).StartAsync(new StartSession("", ["pwd"]))).Error);

    [Fact]
    public async Task Start_WhenTheAccessChangedSinceTheProof_IsRefused()
    {
        var (sessions, _) = await SignInAsync();

        Assert.Equal(SessionErrors.SignInOutdated, (await sessions.StartAsync(new StartSession("", ["pwd"], AccessVersion: 99))).Error);
    }

    [Fact]
    public async Task Refresh_Chain_GivesANewTokenEachTime()
    {
        var (sessions, tokens) = await SignInAsync();
        var seen = new HashSet<string> { tokens.RefreshToken };

        for (var i = 0; i < 5; i++)
        {
            tokens = (await sessions.RefreshAsync(tokens.RefreshToken)).Value!;
            Assert.True(seen.Add(tokens.RefreshToken));
        }
    }

    [Fact]
    public async Task Refresh_TwentyAtOnceWithOneToken_AllGetTheSameChildAndNobodyIsLoggedOut()
    {
        var (sessions, first) = await SignInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sessions.RefreshAsync(first.RefreshToken)));

        Assert.All(answers, static answer => Assert.True(answer.IsSuccess));
        var child = Assert.Single(answers.Select(static answer => answer.Value!.RefreshToken).Distinct());
        Assert.True((await sessions.RefreshAsync(child)).IsSuccess);
        Assert.Equal(first.SessionId, Assert.Single((await sessions.ListAsync()).Sessions).Id);
    }

    [Fact]
    public async Task Refresh_WhenAnswersAreLostAgainAndAgain_TheirOwnerStaysSignedIn()
    {
        var (sessions, first) = await SignInAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.True((await sessions.RefreshAsync(first.RefreshToken)).IsSuccess);
            cluster.Time.Advance(TimeSpan.FromHours(3));
        }

        var arrived = (await sessions.RefreshAsync(first.RefreshToken)).Value!;
        Assert.True((await sessions.RefreshAsync(arrived.RefreshToken)).IsSuccess);
    }

    [Fact]
    public async Task Refresh_ByAThiefBetweenTheOwnersRefreshes_EndsTheFamily()
    {
        var (sessions, stolen) = await SignInAsync();
        var owners = (await sessions.RefreshAsync(stolen.RefreshToken)).Value!;
        cluster.Time.Advance(TimeSpan.FromMinutes(7));
        var thiefs = (await sessions.RefreshAsync(stolen.RefreshToken)).Value!;
        cluster.Time.Advance(TimeSpan.FromMinutes(7));

        var owner = await sessions.RefreshAsync(owners.RefreshToken);

        Assert.Equal(SessionErrors.RefreshTokenInvalid, owner.Error);
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await sessions.RefreshAsync(thiefs.RefreshToken)).Error);
        Assert.False(await sessions.IsLiveAsync(stolen.SessionId));
    }

    [Fact]
    public async Task Refresh_GrandparentWithinTheGrace_GivesTheNewest()
    {
        var (sessions, first) = await SignInAsync();
        var second = (await sessions.RefreshAsync(first.RefreshToken)).Value!;
        var third = (await sessions.RefreshAsync(second.RefreshToken)).Value!;

        Assert.Equal(third.RefreshToken, (await sessions.RefreshAsync(first.RefreshToken)).Value?.RefreshToken);
    }

    [Fact]
    public async Task Refresh_StolenToken_EndsItsFamilyAndNoOther()
    {
        var (sessions, stolen) = await SignInAsync();
        var other = (await sessions.StartAsync(new StartSession("Safari, iPhone", ["pwd"]))).Value!;
        var second = (await sessions.RefreshAsync(stolen.RefreshToken)).Value!;
        var newest = (await sessions.RefreshAsync(second.RefreshToken)).Value!;
        cluster.Time.Advance(TimeSpan.FromSeconds(31));

        var thief = await sessions.RefreshAsync(stolen.RefreshToken);

        Assert.Equal(SessionErrors.RefreshTokenInvalid, thief.Error);
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await sessions.RefreshAsync(newest.RefreshToken)).Error);
        Assert.False(await sessions.IsLiveAsync(stolen.SessionId));
        Assert.True((await sessions.RefreshAsync(other.RefreshToken)).IsSuccess);
        await Eventually.TrueAsync("an event names the family", async () => (await SecurityEventsAsync(stolen.Account.Id)).Where(static one => one.Type != "session.started").ToArray() is [var found]
            && (found.Type, found.SessionId, found.Detail) == ("session.reuse_detected", stolen.SessionId, "reused: Chrome, Windows"));
    }

    [Fact]
    public async Task Refresh_WrongSecret_IsRefusedAndEndsNothing()
    {
        var (sessions, first) = await SignInAsync();
        Assert.True(RefreshToken.TryParse(first.RefreshToken, out var token));
        var second = (await sessions.RefreshAsync(first.RefreshToken)).Value!;

        foreach (var generation in new[] { 1, 2, 3, int.MaxValue })
        {
            var forged = (token with { Generation = generation, Secret = RandomNumberGenerator.GetBytes(32) }).Encode();
            Assert.Equal(SessionErrors.RefreshTokenInvalid, (await sessions.RefreshAsync(forged)).Error);
        }

        Assert.True((await sessions.RefreshAsync(second.RefreshToken)).IsSuccess);
    }

    [Fact]
    public async Task Refresh_AnotherPersonsToken_IsRefused()
    {
        var (_, mine) = await SignInAsync();
        var (others, _) = await SignInAsync();

        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await others.RefreshAsync(mine.RefreshToken)).Error);
    }

    [Fact]
    public async Task Refresh_AfterTheIdleTime_IsRefused()
    {
        var (sessions, first) = await SignInAsync();

        cluster.Time.Advance(TimeSpan.FromDays(30));

        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await sessions.RefreshAsync(first.RefreshToken)).Error);
        Assert.Empty((await sessions.ListAsync()).Sessions);
    }

    [Fact]
    public async Task Refresh_EachWeek_EndsAtTheAbsoluteTime()
    {
        var (sessions, tokens) = await SignInAsync();
        var refreshed = 0;

        for (; refreshed < 20; refreshed++)
        {
            cluster.Time.Advance(TimeSpan.FromDays(7));
            if (await sessions.RefreshAsync(tokens.RefreshToken) is not { IsSuccess: true } answer)
                break;
            tokens = answer.Value;
        }

        Assert.Equal(12, refreshed);
    }

    [Fact]
    public async Task Refresh_ClosedAccount_IsRefused()
    {
        var (sessions, first) = await SignInAsync();
        Assert.True((await cluster.Account(first.Account.Id).CloseAsync()).IsSuccess);

        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await sessions.RefreshAsync(first.RefreshToken)).Error);
    }

    [Fact]
    public async Task End_OneOfThree_EndsThatOne()
    {
        var (sessions, first) = await SignInAsync();
        var second = (await sessions.StartAsync(new StartSession("two", ["pwd"]))).Value!;
        var third = (await sessions.StartAsync(new StartSession("three", ["pwd"]))).Value!;

        Assert.True((await sessions.EndAsync(second.SessionId, SessionEndReason.EndedByOwner)).IsSuccess);

        Assert.Equal(SessionErrors.NotFound, (await sessions.EndAsync(second.SessionId, SessionEndReason.EndedByOwner)).Error);
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await sessions.RefreshAsync(second.RefreshToken)).Error);
        Assert.True((await sessions.RefreshAsync(first.RefreshToken)).IsSuccess);
        Assert.True((await sessions.RefreshAsync(third.RefreshToken)).IsSuccess);
    }

    [Fact]
    public async Task EndAll_ExceptOne_LeavesThatOne()
    {
        var (sessions, first) = await SignInAsync();
        var kept = (await sessions.StartAsync(new StartSession("two", ["pwd"]))).Value!;

        await sessions.EndAllAsync(SessionEndReason.PasswordChanged, kept.SessionId);

        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await sessions.RefreshAsync(first.RefreshToken)).Error);
        Assert.True((await sessions.RefreshAsync(kept.RefreshToken)).IsSuccess);
    }

    [Fact]
    public async Task Stored_IsNothingThatCanBeReplayed()
    {
        var (_, first) = await SignInAsync();
        Assert.True(RefreshToken.TryParse(first.RefreshToken, out var token));

        var stored = await cluster.Database.ScalarAsync<string>("select state::text from grain_state where kind = 'sessions' and id = $1", first.Account.Id);

        Assert.Contains(Convert.ToBase64String(SHA256.HashData(token.Secret)), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(token.Secret), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(first.RefreshToken, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(token.Secret), stored, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<(ISessionsGrain Sessions, SessionTokens First)> SignInAsync()
    {
        var id = GrainCluster.NewId();
        Assert.True((await cluster.Account(id).RegisterAsync(cluster.NewPerson())).IsSuccess);
        var sessions = cluster.Grain<ISessionsGrain>(id);
        return (sessions, (await sessions.StartAsync(new StartSession("Chrome, Windows", [SignInMethods.Password]))).Value!);
    }

    [Fact]
    public async Task Revocations_WrittenWithoutAWord_AreFoundInTheTable()
    {
        var revocations = cluster.Grain<IRevocationsGrain>(IRevocationsGrain.Key);
        await revocations.GetSinceAsync(null);

        // As when another activation was told.
        var session = GrainCluster.NewId();
        await cluster.Database.ExecuteAsync(
            "insert into revocation (session_id, account_id, until) values ($1, 'somebody', $2)", session, cluster.Time.GetUtcNow().AddMinutes(15).UtcDateTime);

        await Eventually.TrueAsync("the revocation", async () =>
            (await revocations.GetSinceAsync(null)).Revocations.Any(one => one.SessionId == session));
    }

    private async Task<ImmutableArray<SecurityEvent>> SecurityEventsAsync(string accountId) =>
        (await cluster.Grain<ISecurityEventQueryGrain>("0").ListAsync(accountId, new PageRequest(10, null))).Value!.Items;
}
