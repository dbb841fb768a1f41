using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>Which sign-ins are taken and which are not (WebAuthn Level 3, 7.2), and what strangers learn.</summary>
[Collection(ApiCollection.Name)]
public sealed class PasskeySignInTests(ApiServer server)
{
    private const byte Good = AuthenticatorAnswer.UserPresent | AuthenticatorAnswer.UserVerified;

    /// <summary>What is done to a sign-in, by what is wrong with it then.</summary>
    private static readonly Dictionary<string, Func<AuthenticatorAnswer, AuthenticatorAnswer>> Attacks = new()
    {
        ["type of a registration"] = one => one with { Type = "webauthn.create" },
        ["another challenge"] = one => one with { Challenge = WebAuthnBytes.Text(RandomNumberGenerator.GetBytes(32)) },
        ["foreign origin"] = one => one with { Origin = "https://evil.example" },
        ["origin of a subdomain"] = one => one with { Origin = "http://app.localhost:8080" },
        ["origin of another port"] = one => one with { Origin = "http://localhost:8081" },
        ["inside another's page"] = one => one with { CrossOrigin = true },
        ["under another's page"] = one => one with { TopOrigin = "https://evil.example" },
        ["another relying party"] = one => one with { RelyingParty = "evil.example" },
        ["nobody present"] = one => one with { Flags = AuthenticatorAnswer.UserVerified },
        ["nobody verified"] = one => one with { Flags = AuthenticatorAnswer.UserPresent },
        ["backed up and not eligible"] = one => one with { Flags = Good | AuthenticatorAnswer.BackedUp },
        ["passkey that nobody has"] = one => one with { CredentialId = RandomNumberGenerator.GetBytes(32) },
        ["credential id of 1024 bytes"] = one => one with { CredentialId = new byte[1024] },
        ["signature by another key"] = one => one with { Signature = static _ => Stranger(new byte[69]) },
        ["signature cut short"] = one => one with { Signature = static bytes => bytes[..^1] },
        ["no signature"] = one => one with { Signature = static _ => [] },
        ["signature of zeros"] = one => one with { Signature = static _ => [0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00] },
        ["another's user handle"] = one => one with { UserHandle = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e" },
        ["user handle that is no account"] = one => one with { UserHandle = "' or 1=1 --" },
        ["user handle in upper case"] = one => one with { UserHandle = one.UserHandle?.ToUpperInvariant() + " " },
        // The specification strips it before it reads; the handler, which must have the bytes that were hashed, does not, and no browser writes one.
        ["a byte order mark before the client data"] = one => one with { ClientData = static bytes => [0xEF, 0xBB, 0xBF, .. bytes] },
        ["a member of the client data twice"] = one => one with
        {
            ClientData = static bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("{\"type\":", "{\"type\":\"webauthn.create\",\"type\":", StringComparison.Ordinal)),
        },
    };

    public static TheoryData<string> AttackNames => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(AttackNames))]
    public async Task Finish_AnAttack_IsRefusedWhetherThePersonWasNamedOrNot(string attack)
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);

        foreach (var email in new[] { null, person.Email })
        {
            using var response = await server.Anonymous.LogInAsync(authenticator, person.Id, email, Attacks[attack]);

            await ProblemAssert.IsAsync(response, 401, "passkey_refused");
        }

        Assert.Null((await OnlyPasskeyAsync(person))["last_used_at"]);
    }

    [Fact]
    public async Task Login_WithAndWithoutTheEmail_AnswersWhatALoginAnswers()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);
        using var byPassword = await server.Anonymous.SendJsonAsync(
            HttpMethod.Post, "/api/v1/auth/login", new { email = person.Email, password = ApiServer.Password });
        var expected = (await byPassword.BodyAsync()).Members();

        foreach (var email in new[] { null, person.Email })
        {
            using var response = await server.Anonymous.LogInAsync(authenticator, person.Id, email);
            var answer = await response.BodyAsync();

            Assert.Equal(expected, answer.Members());
            Assert.Equal(person.Id, answer["user"]!.Text("id"));
            using var signedIn = server.As(answer.Text("access_token"));
            Assert.Equal(person.Email, (await signedIn.GetJsonAsync("/api/v1/account/profile")).Text("email"));
            Assert.Equal(["pop", "user"], Claims(answer.Text("access_token"))["amr"]!.AsArray().Select(static one => one!.GetValue<string>()));
        }

        Assert.NotNull((await OnlyPasskeyAsync(person))["last_used_at"]);
    }

    [Fact]
    public async Task Login_WithNoUserHandle_NeedsThePersonNamed()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);

        using var named = await server.Anonymous.LogInAsync(authenticator, person.Id, person.Email, static one => one with { UserHandle = null });
        using var unnamed = await server.Anonymous.LogInAsync(authenticator, person.Id, change: static one => one with { UserHandle = null });

        await named.BodyAsync();
        await ProblemAssert.IsAsync(unnamed, 401, "passkey_refused");
    }

    [Fact]
    public async Task Login_WithAnothersPasskey_IsRefused()
    {
        var (person, other) = (await server.RegisterAsync(), await server.RegisterAsync());
        using var authenticator = new SoftAuthenticator();
        using var others = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);
        await other.AddPasskeyAsync(others);

        using var named = await server.Anonymous.LogInAsync(others, other.Id, person.Email);
        using var namedAndClaimed = await server.Anonymous.LogInAsync(others, person.Id, person.Email);
        using var claimed = await server.Anonymous.LogInAsync(others, person.Id);

        foreach (var response in new[] { named, namedAndClaimed, claimed })
            await ProblemAssert.IsAsync(response, 401, "passkey_refused");
    }

    [Fact]
    public async Task Finish_Twice_IsOverAndARefusalUsesTheCeremonyUp()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);
        var (ceremony, options) = await server.Anonymous.BeginAsync("login", new { });
        var credential = authenticator.Get(options, person.Id);
        using var first = await server.Anonymous.FinishLoginAsync(ceremony, credential);
        await first.BodyAsync();
        var (refused, refusedOptions) = await server.Anonymous.BeginAsync("login", new { });
        using var wrong = await server.Anonymous.FinishLoginAsync(refused, authenticator.Get(refusedOptions, person.Id, Attacks["nobody verified"]));

        using var replayed = await server.Anonymous.FinishLoginAsync(ceremony, credential);
        using var corrected = await server.Anonymous.FinishLoginAsync(refused, authenticator.Get(refusedOptions, person.Id));
        var (another, _) = await server.Anonymous.BeginAsync("login", new { });
        using var elsewhere = await server.Anonymous.FinishLoginAsync(another, credential);

        await ProblemAssert.IsAsync(replayed, 422, "passkey_ceremony_over");
        await ProblemAssert.IsAsync(corrected, 422, "passkey_ceremony_over");
        await ProblemAssert.IsAsync(elsewhere, 401, "passkey_refused");
    }

    [Fact]
    public async Task Finish_TwentyAtOnceWithOneCeremony_OneSignsIn()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);
        var (ceremony, options) = await server.Anonymous.BeginAsync("login", new { });
        var credential = authenticator.Get(options, person.Id);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.Anonymous.FinishLoginAsync(ceremony, credential)));

        Assert.Single(responses, static response => response.IsSuccessStatusCode);
        foreach (var response in responses.Where(static response => !response.IsSuccessStatusCode))
            await ProblemAssert.IsAsync(response, 422, "passkey_ceremony_over");
    }

    [Fact]
    public async Task Finish_ACeremonyOfARegistration_IsOver()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);
        var (ceremony, options) = await person.BeginRegistrationAsync();

        using var response = await server.Anonymous.FinishLoginAsync(ceremony, authenticator.Get(options, person.Id));

        await ProblemAssert.IsAsync(response, 422, "passkey_ceremony_over");
    }

    [Fact]
    public async Task Counter_ThatDoesNotGrow_IsRefusedAndTold()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator, change: static one => one with { Counter = 5 });

        using var same = await server.Anonymous.LogInAsync(authenticator, person.Id, change: static one => one with { Counter = 5 });
        using var back = await server.Anonymous.LogInAsync(authenticator, person.Id, change: static one => one with { Counter = 4 });
        using var none = await server.Anonymous.LogInAsync(authenticator, person.Id, change: static one => one with { Counter = 0 });
        using var forward = await server.Anonymous.LogInAsync(authenticator, person.Id, change: static one => one with { Counter = uint.MaxValue });

        foreach (var refused in new[] { same, back, none })
            await ProblemAssert.IsAsync(refused, 401, "passkey_refused");
        await forward.BodyAsync();
        await Eventually.EqualAsync("warnings", 3, () => Task.FromResult(server.Logs.Lines.Count(line =>
            line.Contains("there may be a copy of it", StringComparison.Ordinal) && line.Contains(person.Id, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Counter_OfAPasskeyThatDoesNotCount_StaysZero()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);

        for (var i = 0; i < 3; i++)
        {
            using var response = await server.Anonymous.LogInAsync(authenticator, person.Id);
            await response.BodyAsync();
        }
    }

    [Fact]
    public async Task Backup_ThatBeginsOrEnds_IsTakenAndTold()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator, change: static one => one with { Flags = Good });
        Assert.False((await OnlyPasskeyAsync(person))["is_backed_up"]!.GetValue<bool>());

        using var synced = await server.Anonymous.LogInAsync(
            authenticator, person.Id, change: static one => one with { Flags = Good | AuthenticatorAnswer.BackupEligible | AuthenticatorAnswer.BackedUp });
        await synced.BodyAsync();
        Assert.True((await OnlyPasskeyAsync(person))["is_backed_up"]!.GetValue<bool>());
        using var unsynced = await server.Anonymous.LogInAsync(authenticator, person.Id, change: static one => one with { Flags = Good });
        await unsynced.BodyAsync();

        Assert.False((await OnlyPasskeyAsync(person))["is_backed_up"]!.GetValue<bool>());
        await Eventually.EqualAsync("warnings", 2, () => Task.FromResult(server.Logs.Lines.Count(line =>
            line.Contains("says from now on backup eligible", StringComparison.Ordinal) && line.Contains(person.Id, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Begin_ForNobody_LooksLikeBeginForSomebody()
    {
        var person = await server.RegisterAsync();
        var withoutPasskeys = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);
        object[] asked =
        [
            new { email = person.Email }, new { email = withoutPasskeys.Email }, new { email = "tidak.ada@contoh.id" }, new { phone = "081299999999" },
            new { email = "not an address" }, new { phone = "not a number" },
        ];

        foreach (var body in asked)
        {
            var (_, options) = await server.Anonymous.BeginAsync("login", body);
            var (_, again) = await server.Anonymous.BeginAsync("login", body);

            Assert.Equal(["challenge", "timeout", "rpId", "allowCredentials", "userVerification", "hints"], options.Members());
            Assert.Equal("required", options.Text("userVerification"));
            var allowed = options["allowCredentials"]!.AsArray();
            Assert.NotEmpty(allowed);
            Assert.All(allowed, static one => Assert.Equal(["type", "id", "transports"], one!.Members()));
            Assert.All(allowed, static one => Assert.NotEmpty(one!["transports"]!.AsArray()));
            Assert.Equal(allowed.ToJsonString(), again["allowCredentials"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task Begin_ForThePersonOrInAnyWayToWriteTheEmail_AllowsTheirPasskeys()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);

        var (_, options) = await server.Anonymous.BeginAsync("login", new { email = $" {person.Email.ToUpperInvariant()} " });
        var (_, open) = await server.Anonymous.BeginAsync("login", new { });

        Assert.Equal(authenticator.CredentialName, Assert.Single(options["allowCredentials"]!.AsArray())!.Text("id"));
        Assert.Empty(open["allowCredentials"]!.AsArray());
    }

    [Fact]
    public async Task Begin_WithBothIdentifiers_IsInvalid()
    {
        using var response = await server.Anonymous.SendJsonAsync(
            HttpMethod.Post, PasskeyClient.Routes + "/login/begin", new { email = "siti@contoh.id", phone = "081234567890" });

        await ProblemAssert.IsAsync(response, 400, "validation_failed");
    }

    [Fact]
    public async Task Finish_ForNobody_IsRefusedAsAWrongSignatureIs()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);
        var (nobodys, nobodysOptions) = await server.Anonymous.BeginAsync("login", new { email = "bukan.siapa@contoh.id" });
        var madeUp = System.Buffers.Text.Base64Url.DecodeFromChars(nobodysOptions["allowCredentials"]![0]!.Text("id"));
        var (theirs, theirsOptions) = await server.Anonymous.BeginAsync("login", new { email = person.Email });

        using var nobody = await server.Anonymous.FinishLoginAsync(
            nobodys, authenticator.Get(nobodysOptions, null, one => one with { CredentialId = madeUp }));
        using var wrong = await server.Anonymous.FinishLoginAsync(
            theirs, authenticator.Get(theirsOptions, null, static one => one with { Signature = static _ => Stranger(new byte[69]) }));

        var (ofNobody, ofWrong) = (await ProblemAssert.IsAsync(nobody, 401, "passkey_refused"), await ProblemAssert.IsAsync(wrong, 401, "passkey_refused"));
        ofNobody["trace_id"] = ofWrong["trace_id"]!.DeepClone();
        Assert.Equal(ofWrong.ToJsonString(), ofNobody.ToJsonString());
        Assert.Equal(
            wrong.Headers.Select(static header => header.Key).Where(static name => name != "Date"),
            nobody.Headers.Select(static header => header.Key).Where(static name => name != "Date"));
    }

    [Fact]
    public async Task Login_AfterTheAccountWasClosed_IsRefused()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);
        using var closed = await person.Client.DeleteAsync(new Uri($"/api/v1/users/{person.Id}", UriKind.Relative));
        await closed.BodyAsync();

        using var response = await server.Anonymous.LogInAsync(authenticator, person.Id);

        await ProblemAssert.IsAsync(response, 401, "passkey_refused");
        await Eventually.EqualAsync(
            "passkeys in the database", 0L, () => server.Database.ScalarAsync<long>("select count(*) from passkey where account_id = $1", person.Id));
    }

    [Fact]
    public async Task Login_OfSomebodyWhoIsBanned_IsToldSo()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        await person.AddPasskeyAsync(authenticator);
        using var staff = server.Staff();
        using var banned = await staff.SendJsonAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/ban", new { reason = "penipuan" });
        await banned.BodyAsync();

        using var response = await server.Anonymous.LogInAsync(authenticator, person.Id);

        await ProblemAssert.IsAsync(response, 403, "account_banned");
    }

    private static async Task<JsonNode> OnlyPasskeyAsync(Person person) =>
        Assert.Single((await person.Client.GetJsonAsync(PasskeyClient.Routes + "/passkeys"))["data"]!.AsArray())!;

    private static JsonNode Claims(string token) =>
        JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])) ?? throw new InvalidOperationException("No claims.");

    private static byte[] Stranger(byte[] data)
    {
        using var stranger = new SoftAuthenticator();
        return stranger.Sign(data);
    }
}
