using System.Security.Cryptography;
using Nusaloka.Accounts;
using Nusaloka.Grains.Tests.Cluster;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>Whose credentials these are, tokens for programs, and the keys behind them.</summary>
public sealed class SignInGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Verify_ByEmailOrByPhoneInAnyForm_IsTheSamePerson()
    {
        var person = cluster.NewPerson();
        var registered = (await cluster.Account(GrainCluster.NewId()).RegisterAsync(person)).Value;
        var national = "0" + person.Phone![3..];

        foreach (var credentials in new SignIn[]
        {
            new(person.Email!.ToUpperInvariant(), null, person.Password), new(null, person.Phone, person.Password), new(null, national, person.Password),
        })
        {
            var proven = await SignInGrain.VerifyAsync(credentials);
            Assert.Equal(registered, proven.Value?.Account);
        }
    }

    [Fact]
    public async Task Verify_WrongPasswordOrUnknownPerson_LooksTheSame()
    {
        var person = cluster.NewPerson();
        await cluster.Account(GrainCluster.NewId()).RegisterAsync(person);

        var wrong = await SignInGrain.VerifyAsync(new SignIn(person.Email, null, "kata-sandi-2"));
        var unknown = await SignInGrain.VerifyAsync(new SignIn(cluster.NewEmail(), null, person.Password));
        var nonsense = await SignInGrain.VerifyAsync(new SignIn(null, "not a phone", person.Password));

        Assert.Equal(AccountErrors.InvalidCredentials, wrong.Error);
        Assert.Equal(wrong, unknown);
        Assert.Equal(wrong, nonsense);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("siti@nusaloka.id", "081234567890")]
    public async Task Verify_NotExactlyOneIdentifier_IsRefused(string? email, string? phone) =>
        Assert.Equal("validation_failed", (await SignInGrain.VerifyAsync(new SignIn(email, phone, "kata-sandi-1"))).Error?.Code);

    [Fact]
    public async Task SignInService_KnownProgram_GetsATokenAndOthersDoNot()
    {
        var good = await SignInGrain.SignInServiceAsync(new SignInService("stays", GrainCluster.ServiceSecret));
        var wrong = await SignInGrain.SignInServiceAsync(new SignInService("stays", GrainCluster.ServiceSecret + "x"));
        var unknown = await SignInGrain.SignInServiceAsync(new SignInService("market", GrainCluster.ServiceSecret));

        Assert.True(good.IsSuccess);
        Assert.Equal(AccountErrors.InvalidCredentials, wrong.Error);
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task SigningKeys_AskedFromEverywhereAtOnce_AreOneKeyThatIsStoredWrapped()
    {
        var keys = cluster.Grain<ISigningKeysGrain>(ISigningKeysGrain.Key);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => keys.GetPublicKeysAsync()));
        var signing = await keys.GetSigningKeyAsync();

        var key = Assert.Single(answers.SelectMany(static answer => answer.Keys).Distinct());
        Assert.Equal(key.KeyId, signing.KeyId);
        Assert.Equal(32, Keys.Decode(key.X).Length);
        var stored = await cluster.Database.ScalarAsync<string>("select state -> 'keys' -> 0 ->> 'wrapped' from grain_state where id = $1", ISigningKeysGrain.Key);
        Assert.Equal(signing.Wrapped, stored);
        Assert.ThrowsAny<CryptographicException>(() => ImportPrivateKey(Convert.FromBase64String(stored)[28..]));
    }

    [Fact]
    public async Task SigningKeys_AfterAMonth_TheNextOneIsPublishedThenSignsThenStandsAlone()
    {
        await using var own = new OwnCluster();
        var month = await own.StartAsync();
        var keys = month.Grain<ISigningKeysGrain>(ISigningKeysGrain.Key);
        var first = await keys.GetSigningKeyAsync();

        month.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(9));
        var announced = (await keys.GetPublicKeysAsync()).Keys;
        Assert.Equal(2, announced.Length);
        Assert.Equal(first.KeyId, announced[1].KeyId);
        Assert.Equal(first.KeyId, (await keys.GetSigningKeyAsync()).KeyId);

        month.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(announced[0].KeyId, (await keys.GetSigningKeyAsync()).KeyId);
        Assert.Equal(announced.AsEnumerable(), (await keys.GetPublicKeysAsync()).Keys.AsEnumerable());

        month.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal([announced[0]], (await keys.GetPublicKeysAsync()).Keys.AsEnumerable());
    }

    [Fact]
    public async Task SigningKeys_Replaced_AreOneNewKey_AndTheSameOrderTwiceIsOne()
    {
        await using var own = new OwnCluster();
        var keys = (await own.StartAsync()).Grain<ISigningKeysGrain>(ISigningKeysGrain.Key);
        var old = await keys.GetSigningKeyAsync();

        await keys.ReplaceAsync("order-1");
        var replaced = await keys.GetPublicKeysAsync();
        await keys.ReplaceAsync("order-1");

        Assert.Equal(1, replaced.Version);
        Assert.NotEqual(old.KeyId, Assert.Single(replaced.Keys).KeyId);
        Assert.Equal(replaced.Keys.AsEnumerable(), (await keys.GetPublicKeysAsync()).Keys.AsEnumerable());
    }

    private ISignInGrain SignInGrain => cluster.Grain<ISignInGrain>("0");

    private static void ImportPrivateKey(byte[] pkcs8)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
    }
}
