using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;
using Nusaloka.Grains.Accounts;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>Reads tokens by RFC 7515 and 7519 with nothing but ECDsa, as a stranger would.</summary>
public sealed class TokenIssuerTests : IDisposable
{
    private const string AccountId = "0198c5a0-0000-7000-8000-000000000001";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ManualTimeProvider _time = new();
    private readonly TokenIssuer _issuer;
    private readonly WrappedSigningKey _wrapped;

    public TokenIssuerTests()
    {
        var wrap = new KeyWrap(Keys.Options());
        _issuer = new TokenIssuer(wrap, Keys.Options(), _time);
        _wrapped = new WrappedSigningKey("key-1", wrap.Wrap("key-1", _key.ExportPkcs8PrivateKey()));
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public void IssueForPerson_Token_IsSignedByTheKeyInTheFormOfJws()
    {
        var token = _issuer.IssueForPerson(_wrapped, Person(Role.User));

        var parts = token.Value.Split('.');
        var signature = Keys.Decode(parts[2]);
        Assert.Equal(3, parts.Length);
        Assert.Equal(64, signature.Length);
        Assert.True(Verify($"{parts[0]}.{parts[1]}", signature));
        Assert.All(parts, static part => Assert.True(Base64Url.IsValid(part) && !part.Contains('=', StringComparison.Ordinal)));
    }

    [Fact]
    public void IssueForPerson_ChangedToken_DoesNotVerify()
    {
        var parts = _issuer.IssueForPerson(_wrapped, Person(Role.User)).Value.Split('.');
        var claims = Encoding.UTF8.GetString(Keys.Decode(parts[1])).Replace("user", "admin", StringComparison.Ordinal);

        var forged = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";

        Assert.False(Verify(forged, Keys.Decode(parts[2])));
    }

    [Fact]
    public void IssueForPerson_Header_NamesAlgorithmTypeAndKey()
    {
        var header = Part(_issuer.IssueForPerson(_wrapped, Person(Role.User)), 0);

        Assert.Equal(
            [("alg", "ES256"), ("kid", "key-1"), ("typ", "at+jwt")],
            header.EnumerateObject().Select(static member => (member.Name, member.Value.GetString())).Order());
    }

    [Fact]
    public void IssueForPerson_Claims_SayWhoUntilWhen()
    {
        var token = _issuer.IssueForPerson(_wrapped, Person(Role.Officer));

        var claims = Part(token, 1);
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(
            ["amr", "aud", "auth_time", "exp", "iat", "iss", "jti", "nbf", "role", "sid", "sub"],
            claims.EnumerateObject().Select(static member => member.Name).Order());
        Assert.Equal("https://nusaloka.id", claims.GetProperty("iss").GetString());
        Assert.Equal("nusaloka-api", claims.GetProperty("aud").GetString());
        Assert.Equal(AccountId, claims.GetProperty("sub").GetString());
        Assert.Equal("officer", claims.GetProperty("role").GetString());
        Assert.Equal(now, claims.GetProperty("iat").GetInt64());
        Assert.Equal(now, claims.GetProperty("nbf").GetInt64());
        Assert.Equal(now + 900, claims.GetProperty("exp").GetInt64());
        Assert.Equal("session-1", claims.GetProperty("sid").GetString());
        Assert.Equal(now - 60, claims.GetProperty("auth_time").GetInt64());
        Assert.Equal(["pwd"], claims.GetProperty("amr").EnumerateArray().Select(static method => method.GetString()));
        Assert.Equal(900, token.ExpiresInSeconds);
    }

    [Fact]
    public void IssueForProgram_Token_IsOfAnotherTypeAndRoleAndSaysWhatItMayDo()
    {
        var token = _issuer.IssueForProgram(_wrapped, new ProgramStanding("stays", "money records", "v1"));

        Assert.Equal("svc+jwt", Part(token, 0).GetProperty("typ").GetString());
        Assert.Equal("service", Part(token, 1).GetProperty("role").GetString());
        Assert.Equal("stays", Part(token, 1).GetProperty("sub").GetString());
        Assert.Equal("money records", Part(token, 1).GetProperty("scope").GetString());
        Assert.Equal("v1", Part(token, 1).GetProperty("ver").GetString());
        Assert.False(Part(token, 1).TryGetProperty("sid", out _));
    }

    [Fact]
    public void Issue_Twice_GivesTwoIds()
    {
        var ids = Enumerable.Range(0, 2).Select(_ => Part(_issuer.IssueForPerson(_wrapped, Person(Role.User)), 1).GetProperty("jti").GetString());

        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public void Issue_KeyWrappedUnderAnotherId_Refuses() =>
        Assert.Throws<CryptographicException>(() => _issuer.IssueForPerson(_wrapped with { KeyId = "key-2" }, Person(Role.User)));

    private PersonToken Person(Role role) => new(AccountId, role, "session-1", _time.GetUtcNow().AddMinutes(-1), ["pwd"]);

    private bool Verify(string signed, byte[] signature) =>
        _key.VerifyData(Encoding.ASCII.GetBytes(signed), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private static JsonElement Part(AccessToken token, int index) => JsonSerializer.Deserialize<JsonElement>(Keys.Decode(token.Value.Split('.')[index]));
}
