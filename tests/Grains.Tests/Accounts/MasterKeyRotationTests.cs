using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Codes;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Codes;
using Nusaloka.Grains.Profiles;
using Nusaloka.Grains.Referral;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Profiles;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>The master key is replaced: what was written under the old one is read, and brought under the new one.</summary>
public sealed class MasterKeyRotationTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    // The cluster's own, see GrainCluster.
    private const byte Old = 7;
    private const byte New = 8;

    [Fact]
    public void Unwrap_UnderAKeyFromBefore_IsTheSecretAndIsWrappedAnew()
    {
        byte[] secret = [1, 2, 3];
        var wrapped = new KeyWrap(Keys.Options(Old)).Wrap("key-1", secret);
        var both = new KeyWrap(Both());

        var anew = both.Rewrap("key-1", wrapped);

        Assert.Equal(secret, both.Unwrap("key-1", wrapped));
        Assert.Equal(secret, new KeyWrap(Keys.Options(New)).Unwrap("key-1", anew!));
        Assert.Null(both.Rewrap("key-1", anew!));
    }

    [Fact]
    public void Codes_FromBefore_AreKnownAndNewOnesAreUnderTheNewKey()
    {
        var (before, both, after) = (Codes(Keys.Options(Old)), Codes(Both()), Codes(Keys.Options(New)));
        var stored = before.Hash(CodePurpose.SignIn, "phone:1", "flow", "123456");
        var token = before.RevertToken(GrainCluster.NewId(), 3);

        Assert.Equal(stored, both.HashAmong([stored], CodePurpose.SignIn, "phone:1", "flow", "123456"));
        Assert.NotEqual(stored, both.HashAmong([stored], CodePurpose.SignIn, "phone:1", "flow", "654321"));
        Assert.Equal(after.Hash(CodePurpose.SignIn, "phone:1", "flow", "123456"), both.Hash(CodePurpose.SignIn, "phone:1", "flow", "123456"));
        Assert.Equal(before.OriginOf("phone:1", "home"), both.OriginAmong([before.OriginOf("phone:1", "home")], "phone:1", "home"));
        Assert.NotNull(both.ReadRevertToken(token));
        Assert.Null(after.ReadRevertToken(token));
    }

    [Fact]
    public void VouchersAndFingerprints_FromBefore_AreKnown()
    {
        var account = new Account("1", "Siti", "siti@contoh.id", null, Role.User, 1, default, default);
        var before = new ReferralFingerprints(Keys.Options(Old)).OfIdentifiers(account);

        Assert.True(new VoucherCodes(Both()).IsRight("booking", new VoucherCodes(Keys.Options(Old)).Of("booking")));
        Assert.True(new VoucherCodes(Both()).IsRight("booking", new VoucherCodes(Keys.Options(New)).Of("booking")));
        Assert.False(new VoucherCodes(Keys.Options(New)).IsRight("booking", new VoucherCodes(Keys.Options(Old)).Of("booking")));
        Assert.Equal(2, new ReferralFingerprints(Both()).OfIdentifiers(account).Count());
        Assert.Subset(new ReferralFingerprints(Both()).OfIdentifiers(account).ToHashSet(), before.ToHashSet());
    }

    [Fact]
    public async Task Rewrap_BringsSessionsAndProfilesUnderTheNewKey()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());
        Assert.True((await cluster.Account(id).RegisterAsync(person)).IsSuccess);
        var session = (await cluster.Grain<ISessionsGrain>(id).StartAsync(new StartSession("test", ["pwd"]))).Value!;
        var saved = await cluster.Grain<IProfileGrain>(id).RequestVerificationAsync(
            new RequestVerification("SITI AMINAH", IdentityDocument.Ktp, Nik.Next()));
        Assert.True(saved.IsSuccess, $"{saved.Error}");
        await using var database = NpgsqlDataSource.Create(cluster.Database.ConnectionString);

        var (rewrapped, _) = await new StateRewrapper(database, new KeyWrap(Both())).RunAsync(CancellationToken.None);

        Assert.InRange(rewrapped, 2, long.MaxValue);
        var wrap = new KeyWrap(Keys.Options(New));
        var live = (await StateAsync("sessions", id))["live"]![0]!;
        Assert.Equal(32, wrap.Unwrap(session.SessionId, (string)live["wrapped_key"]!).Length);
        var identity = new ProfileSecrets(wrap).UnwrapIdentity(id, (string)(await StateAsync("profile", id))["identity"]!);
        Assert.Equal("SITI AMINAH", identity.LegalName);
        // A silo that has the old key alone goes on with what it has in memory; nothing of it was refused because of this.
        Assert.True((await cluster.Grain<ISessionsGrain>(id).RefreshAsync(session.RefreshToken)).IsSuccess);
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("same")]
    public void Validate_PreviousKeysThatAreNone_Refuses(string previous)
    {
        var options = new AuthenticationOptions { MasterKey = Keys.MasterKey(New), PreviousMasterKeys = previous == "same" ? Keys.MasterKey(New) : previous };

        var wrong = options.Validate(new System.ComponentModel.DataAnnotations.ValidationContext(options));

        Assert.Contains(wrong, static one => one.ErrorMessage!.Contains("NUSALOKA_MASTER_KEY_PREVIOUS", StringComparison.Ordinal));
    }

    private static IOptions<AuthenticationOptions> Both() => Options.Create(
        new AuthenticationOptions { MasterKey = Keys.MasterKey(New), PreviousMasterKeys = Keys.MasterKey(Old) });

    private static CodeSecrets Codes(IOptions<AuthenticationOptions> options) => new(options, new KeyWrap(options));

    private async Task<JsonNode> StateAsync(string kind, string id) => JsonNode.Parse(await cluster.Database.ScalarAsync<string>(
        "select state::text from grain_state where kind = $1 and id = $2", kind, id))!;
}
