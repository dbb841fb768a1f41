using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>Which registrations are taken and which are not (WebAuthn Level 3, 7.1).</summary>
[Collection(ApiCollection.Name)]
public sealed class PasskeyRegistrationTests(ApiServer server)
{
    /// <summary>What is done to a registration, by what is wrong with it then.</summary>
    private static readonly Dictionary<string, Func<AuthenticatorAnswer, AuthenticatorAnswer>> Attacks = new()
    {
        ["type of a sign-in"] = one => one with { Type = "webauthn.get" },
        ["another challenge"] = one => one with { Challenge = WebAuthnBytes.Text(RandomNumberGenerator.GetBytes(32)) },
        ["challenge cut short"] = one => one with { Challenge = one.Challenge[..^4] },
        ["no challenge"] = one => one with { Challenge = "" },
        ["foreign origin"] = one => one with { Origin = "https://evil.example" },
        ["origin of another port"] = one => one with { Origin = "http://localhost:8081" },
        ["origin of another scheme"] = one => one with { Origin = "https://localhost:8080" },
        ["origin of a subdomain"] = one => one with { Origin = "http://app.localhost:8080" },
        ["origin with our name before it"] = one => one with { Origin = "http://localhost:8080.evil.example" },
        ["origin with a slash"] = one => one with { Origin = SoftAuthenticator.Origin + "/" },
        ["origin null"] = one => one with { Origin = "null" },
        ["inside another's page"] = one => one with { CrossOrigin = true },
        ["under another's page"] = one => one with { TopOrigin = "https://evil.example" },
        ["another relying party"] = one => one with { RelyingParty = "evil.example" },
        ["nobody present"] = one => one with { Flags = AuthenticatorAnswer.UserVerified },
        ["nobody verified"] = one => one with { Flags = AuthenticatorAnswer.UserPresent },
        ["backed up and not eligible"] = one => one with
        {
            Flags = AuthenticatorAnswer.UserPresent | AuthenticatorAnswer.UserVerified | AuthenticatorAnswer.BackedUp,
        },
        ["algorithm not offered: EdDSA"] = one => one with { PublicKey = WebAuthnBytes.EdwardsKey(-8, 6, new byte[32]) },
        ["algorithm not offered: RS1"] = one => one with { PublicKey = WebAuthnBytes.RsaKey(-65535, Modulus(2048), [1, 0, 1]) },
        ["algorithm not offered: PS256"] = one => one with { PublicKey = WebAuthnBytes.RsaKey(-37, Modulus(2048), [1, 0, 1]) },
        ["RSA key of 1024 bits"] = one => one with { PublicKey = WebAuthnBytes.RsaKey(WebAuthnBytes.Rs256, Modulus(1024), [1, 0, 1]) },
        ["RSA key with the exponent 1"] = one => one with { PublicKey = WebAuthnBytes.RsaKey(WebAuthnBytes.Rs256, Modulus(2048), [1]) },
        ["algorithm of another curve"] = one => one with { PublicKey = Curve(WebAuthnBytes.Es512, 1) },
        ["algorithm of another type of key"] = one => one with { PublicKey = Curve(WebAuthnBytes.Rs256, 1) },
        ["point that is on no curve"] = one => one with
        {
            PublicKey = WebAuthnBytes.EllipticCurveKey(WebAuthnBytes.Es256, 1, Enumerable.Repeat((byte)7, 32).ToArray(), new byte[32]),
        },
        ["unknown format"] = one => one with { Format = "homemade" },
        ["format nobody asked for: tpm"] = one => one with { Format = "tpm" },
        ["format nobody asked for: android-key"] = one => one with { Format = "android-key" },
        ["format nobody asked for: apple"] = one => one with { Format = "apple" },
        ["format nobody asked for: fido-u2f"] = one => one with { Format = "fido-u2f" },
        ["statement where there is none"] = one => one with { Statement = [0xA1, 0x61, 0x61, 0x01] },
        ["packed without a statement"] = one => one with { Format = "packed" },
        ["packed with a foreign signature"] = one => one with
        {
            Format = "packed",
            Attest = static signed => WebAuthnBytes.PackedStatement(WebAuthnBytes.Es256, Sign(signed)),
        },
        ["packed with another algorithm"] = one => one with
        {
            Format = "packed",
            Attest = static signed => WebAuthnBytes.PackedStatement(WebAuthnBytes.Es384, Sign(signed)),
        },
        ["packed with an authority's certificate"] = one => Certified(one, static (key, serial) => VectorCertificate.Issue(key, serial, isAuthority: true)),
        ["packed with a certificate for something else"] = one => Certified(one, static (key, serial) => VectorCertificate.Issue(key, serial, unit: "TLS")),
        ["packed with another model's certificate"] = one => Certified(one, static (key, serial) => VectorCertificate.Issue(key, serial, aaguid: new byte[16])),
        ["packed with a broken certificate"] = one => Certified(one, static (_, _) => [1, 2, 3]),
        ["credential id of 1024 bytes"] = one => one with { CredentialId = new byte[1024] },
        ["credential id of 15 bytes"] = one => one with { CredentialId = new byte[15] },
        ["credential id of no bytes"] = one => one with { CredentialId = [] },
        ["something behind the attestation"] = one => one with { AttestationObject = static bytes => [.. bytes, 0] },
        ["attestation cut short"] = one => one with { AttestationObject = static bytes => bytes[..^1] },
        ["attestation that is no map"] = one => one with { AttestationObject = static _ => [0x80] },
        ["something behind the key"] = one => one with { Extensions = [0xA0] },
        ["a member of the client data twice"] = one => one with
        {
            ClientData = static bytes => Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(bytes).Replace("\"origin\":", "\"origin\":\"https://evil.example\",\"origin\":", StringComparison.Ordinal)),
        },
        // The specification strips it before it reads; the handler, which must have the bytes that were hashed, does not, and no browser writes one.
        ["a byte order mark before the client data"] = one => one with { ClientData = static bytes => [0xEF, 0xBB, 0xBF, .. bytes] },
        ["client data that is no JSON"] = one => one with { ClientData = static bytes => bytes[..^1] },
    };

    public static TheoryData<string> AttackNames => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(AttackNames))]
    public async Task Finish_AnAttack_IsNotAcceptedAndLeavesNothing(string attack)
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        var (ceremony, options) = await person.BeginRegistrationAsync();

        using var response = await person.FinishRegistrationAsync(ceremony, authenticator.Create(options, Attacks[attack]));

        await ProblemAssert.IsAsync(response, 422, "passkey_not_accepted");
        Assert.Empty((await person.Client.GetJsonAsync(PasskeyClient.Routes + "/passkeys"))["data"]!.AsArray());
        await person.AddPasskeyAsync(authenticator);
    }

    [Fact]
    public async Task Finish_WithWhatMayBeThere_IsAccepted()
    {
        var unknownMembers = (AuthenticatorAnswer one) => one with
        {
            ClientData = static bytes => [.. bytes[..^1], .. ",\"new\":{\"a\":[1]}}"u8],
            Flags = (byte)(one.Flags | AuthenticatorAnswer.Extended),
            Extensions = Extension(),
        };
        var packed = new SoftAuthenticator();
        (SoftAuthenticator Authenticator, Func<AuthenticatorAnswer, AuthenticatorAnswer> Change)[] accepted =
        [
            (new SoftAuthenticator(), static one => one),
            (new SoftAuthenticator(), unknownMembers),
            (new SoftAuthenticator(), static one => one with { CredentialId = RandomNumberGenerator.GetBytes(1023) }),
            (new SoftAuthenticator(), static one => one with { Flags = AuthenticatorAnswer.UserPresent | AuthenticatorAnswer.UserVerified, Counter = 7 }),
            (packed, one => one with { Format = "packed", Attest = signed => WebAuthnBytes.PackedStatement(WebAuthnBytes.Es256, packed.Sign(signed)) }),
            (new SoftAuthenticator(), static one => Certified(one, static (key, serial) => VectorCertificate.Issue(key, serial))),
        ];
        var person = await server.RegisterAsync();

        foreach (var (authenticator, change) in accepted)
        {
            await person.AddPasskeyAsync(authenticator, change: change);
            authenticator.Dispose();
        }

        var passkeys = (await person.Client.GetJsonAsync(PasskeyClient.Routes + "/passkeys"))["data"]!.AsArray();
        Assert.Equal(accepted.Length, passkeys.Count);
        Assert.Equal([true, true, true, false, true, true], passkeys.Select(static one => one!["is_backed_up"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Finish_Twice_IsOver()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        var (ceremony, options) = await person.BeginRegistrationAsync();
        var credential = authenticator.Create(options);
        using var first = await person.FinishRegistrationAsync(ceremony, credential);
        await first.BodyAsync(201);

        using var again = await person.FinishRegistrationAsync(ceremony, credential);

        await ProblemAssert.IsAsync(again, 422, "passkey_ceremony_over");
    }

    [Fact]
    public async Task Finish_AfterARefusal_IsOver()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        var (ceremony, options) = await person.BeginRegistrationAsync();
        using var refused = await person.FinishRegistrationAsync(ceremony, authenticator.Create(options, Attacks["foreign origin"]));
        await ProblemAssert.IsAsync(refused, 422, "passkey_not_accepted");

        using var response = await person.FinishRegistrationAsync(ceremony, authenticator.Create(options));

        await ProblemAssert.IsAsync(response, 422, "passkey_ceremony_over");
    }

    [Fact]
    public async Task Finish_AnothersCeremony_IsOverAndOneOfASignInToo()
    {
        var (person, other) = (await server.RegisterAsync(), await server.RegisterAsync());
        using var authenticator = new SoftAuthenticator();
        var (anothers, anothersOptions) = await other.BeginRegistrationAsync();
        var (signIn, signInOptions) = await server.Anonymous.BeginAsync("login", new { });

        using var ofAnother = await person.FinishRegistrationAsync(anothers, authenticator.Create(anothersOptions));
        using var ofSignIn = await person.FinishRegistrationAsync(signIn, authenticator.Create(signInOptions));

        await ProblemAssert.IsAsync(ofAnother, 422, "passkey_ceremony_over");
        await ProblemAssert.IsAsync(ofSignIn, 422, "passkey_ceremony_over");
    }

    [Fact]
    public async Task Finish_ACredentialThatAnybodyHas_IsTaken()
    {
        var (person, other) = (await server.RegisterAsync(), await server.RegisterAsync());
        using var authenticator = new SoftAuthenticator();
        await other.AddPasskeyAsync(authenticator);

        foreach (var somebody in new[] { person, other })
        {
            var (ceremony, options) = await somebody.BeginRegistrationAsync();
            using var response = await somebody.FinishRegistrationAsync(ceremony, authenticator.Create(options));
            await ProblemAssert.IsAsync(response, 409, "passkey_taken");
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"id":"AAAAAAAAAAAAAAAAAAAAAA","rawId":"AAAAAAAAAAAAAAAAAAAAAA","type":"public-key","response":{}}""")]
    [InlineData("""{"id":1,"rawId":1,"type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}""")]
    [InlineData("""{"id":"AAAAAAAAAAAAAAAAAAAAAA","rawId":"BBBBBBBBBBBBBBBBBBBBBA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}""")]
    [InlineData("""{"id":"AAAAAAAAAAAAAAAAAAAAAA","rawId":"AAAAAAAAAAAAAAAAAAAAAA","type":"public-key","response":{"clientDataJSON":"***","attestationObject":"oA"}}""")]
    [InlineData("""{"id":"AAAAAAAAAAAAAAAAAAAAAA","rawId":"AAAAAAAAAAAAAAAAAAAAAA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":null}}""")]
    public async Task Finish_WithWhatIsNoCredential_IsNotAccepted(string credential)
    {
        var person = await server.RegisterAsync();
        var (ceremony, _) = await person.BeginRegistrationAsync();

        using var response = await person.FinishRegistrationAsync(ceremony, JsonNode.Parse(credential)!);

        await ProblemAssert.IsAsync(response, 422, "passkey_not_accepted");
    }

    [Fact]
    public async Task Finish_WithALargeCredential_IsNotAccepted()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        var (ceremony, options) = await person.BeginRegistrationAsync();
        var credential = authenticator.Create(options, static one => one with { AttestationObject = static bytes => [.. bytes, .. new byte[40_000]] });

        using var response = await person.FinishRegistrationAsync(ceremony, credential);

        await ProblemAssert.IsAsync(response, 422, "passkey_not_accepted");
    }

    [Fact]
    public async Task Begin_SaysWhatIsDemanded()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);

        var (_, options) = await person.BeginRegistrationAsync();
        var (_, again) = await person.BeginRegistrationAsync();

        Assert.Equal(("localhost", "Nusaloka"), (options["rp"]!.Text("id"), options["rp"]!.Text("name")));
        Assert.Equal(person.Id, Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(options["user"]!.Text("id"))));
        Assert.Equal(person.Email, options["user"]!.Text("name"));
        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(options.Text("challenge")).Length);
        Assert.NotEqual(options.Text("challenge"), again.Text("challenge"));
        Assert.Equal(300_000, options.Number("timeout"));
        Assert.Equal("none", options.Text("attestation"));
        Assert.Equal(("required", "required"), (options["authenticatorSelection"]!.Text("userVerification"), options["authenticatorSelection"]!.Text("residentKey")));
        Assert.Equal([-7, -35, -257, -36], options["pubKeyCredParams"]!.AsArray().Select(static one => (int)one!.Number("alg")));
        var excluded = Assert.Single(options["excludeCredentials"]!.AsArray())!;
        Assert.Equal(authenticator.CredentialName, excluded.Text("id"));
        Assert.Equal(["internal", "hybrid"], excluded["transports"]!.AsArray().Select(static one => one!.GetValue<string>()));
    }

    [Fact]
    public async Task Begin_WithForeignHostAndOrigin_StaysWithWhatIsConfigured()
    {
        var person = await server.RegisterAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, PasskeyClient.Routes + "/register/begin");
        request.Headers.Host = "127.0.0.1";
        request.Headers.Add("Origin", "https://evil.example");

        using var response = await person.Client.SendAsync(request);

        Assert.Equal("localhost", (await response.BodyAsync())["public_key"]!["rp"]!.Text("id"));
    }

    private static AuthenticatorAnswer Certified(AuthenticatorAnswer answer, Func<DeterministicEcdsa, byte[], byte[]> issue)
    {
        var key = new DeterministicEcdsa(WebAuthnBytes.Es256, RandomNumberGenerator.GetBytes(31));
        return answer with
        {
            Format = "packed",
            Attest = signed => WebAuthnBytes.PackedStatement(WebAuthnBytes.Es256, key.Sign(signed), issue(key, new VectorRandom("certificate").Next(16))),
        };
    }

    private static byte[] Sign(byte[] data)
    {
        using var authenticator = new SoftAuthenticator();
        return authenticator.Sign(data);
    }

    private static byte[] Curve(int algorithm, int curve)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return WebAuthnBytes.EllipticCurveKey(algorithm, curve, point.X!, point.Y!);
    }

    private static byte[] Modulus(int bits)
    {
        using var rsa = RSA.Create(bits);
        return rsa.ExportParameters(includePrivateParameters: false).Modulus!;
    }

    private static byte[] Extension()
    {
        var writer = new CborWriter();
        writer.WriteStartMap(1);
        writer.WriteTextString("unasked");
        writer.WriteBoolean(true);
        writer.WriteEndMap();
        return writer.Encode();
    }
}
