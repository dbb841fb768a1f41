using System.Text.Json.Nodes;
using Nusaloka.Accounts.Passkeys;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>
/// The test vectors of WebAuthn Level 3, section 16 (https://www.w3.org/TR/webauthn-3/#sctn-test-vectors), against the API. The section
/// says how each value is derived, so they are made here again; digests prove that those which are taken are the section's own.
/// </summary>
public sealed class SpecificationVectorTests(VectorServer server) : IClassFixture<VectorServer>
{
    /// <summary>SHA-256 of what the section prints for a vector: client data, attestation object; authenticator data, client data, signature.</summary>
    public static TheoryData<string, string> Digests => new()
    {
        { "none.ES256", "c6f58f8fcc599d38038260e40373108a8826618aa10d88cb9639990e70962d71" },
        { "packed-self.ES256", "82fa67138fd484b8a84ae0a935c9dd026158a38348b74e61718bc2fed4540d46" },
        { "none.ES256.crossOrigin", "490eabab3915550411034b0b5e695c4e0bc1df40f7be53ebe70f555b09aeccd1" },
        { "none.ES256.topOrigin", "980ce56f3500f35a6e4082b22c3e8ae0d577a7a431d9049f9154f513eeb1e2aa" },
        { "none.ES256.long-credential-id", "2d6fd540ae13661054b27563f28281be13c563f51572c0461ff2ca9d487580b9" },
        { "packed.ES256", "4f09df9815fc434e8477fbd6cc92d0ea1e12c8f73707a88696cd58d7e31a687e" },
        { "packed.ES384", "a1836c373eb692fe6bf0e84c3cbdcb0d6306ff40f1e7019ccb2d7164d7f0893c" },
        { "packed.ES512", "a42047fd54df85cb16443985fb6f22e6e59f90e6ebf1b22955393fef402e9bcf" },
        { "packed.RS256", "41d2b44e50be0d9b95be2362cec7499050d59d0d5651a148142e5945412f38aa" },
    };

    [Theory]
    [MemberData(nameof(Digests))]
    public void Vector_MadeAgain_IsTheSpecifications(string name, string digest) => Assert.Equal(digest, SpecificationVector.Of(name).Digest);

    [Theory]
    [InlineData("none.ES256")]
    [InlineData("packed-self.ES256")]
    [InlineData("none.ES256.long-credential-id")]
    [InlineData("packed.ES256")]
    [InlineData("packed.ES384")]
    [InlineData("packed.ES512")]
    [InlineData("packed.RS256")]
    public async Task Vector_OfAKindThatWeTake_RegistersAndSignsIn(string name)
    {
        var vector = SpecificationVector.Of(name);
        var person = await server.RegisterAsync();
        var registration = await server.CeremonyAsync(CeremonyPurpose.Registration, person, vector.CreationChallenge);
        using var registered = await person.FinishRegistrationAsync(registration, Attestation(vector));
        Assert.Equal("", server.ReasonsFor(person));
        await registered.BodyAsync(201);

        var signIn = await server.CeremonyAsync(CeremonyPurpose.SignIn, person, vector.RequestChallenge);
        using var signedIn = await server.Client.FinishLoginAsync(signIn, Assertion(vector));

        Assert.Equal(person.Id, (await signedIn.BodyAsync())["user"]!.Text("id"));
    }

    [Theory]
    [InlineData("none.ES256.crossOrigin", "invalid origin")]
    [InlineData("none.ES256.topOrigin", "invalid origin")]
    [InlineData("packed.EdDSA", "credential public key")]
    [InlineData("packed.Ed448", "credential public key")]
    [InlineData("tpm.ES256", "attestation statement was not valid")]
    [InlineData("android-key.ES256", "attestation statement was not valid")]
    [InlineData("apple.ES256", "attestation statement was not valid")]
    [InlineData("fido-u2f.ES256", "attestation statement was not valid")]
    public async Task Vector_OfAKindThatWeDoNotTake_IsNotAcceptedForThatReason(string name, string reason)
    {
        var vector = SpecificationVector.Of(name);
        var person = await server.RegisterAsync();
        var registration = await server.CeremonyAsync(CeremonyPurpose.Registration, person, vector.CreationChallenge);

        using var response = await person.FinishRegistrationAsync(registration, Attestation(vector));

        await ProblemAssert.IsAsync(response, 422, "passkey_not_accepted");
        Assert.Contains(reason, server.ReasonsFor(person), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.ES256.crossOrigin")]
    [InlineData("none.ES256.topOrigin")]
    public async Task SignIn_InsideAnothersPage_IsRefused(string name)
    {
        var vector = SpecificationVector.Of(name);
        var person = await server.RegisterAsync();
        await server.AddAsync(person, vector);
        var signIn = await server.CeremonyAsync(CeremonyPurpose.SignIn, person, vector.RequestChallenge);

        using var response = await server.Client.FinishLoginAsync(signIn, Assertion(vector));

        await ProblemAssert.IsAsync(response, 401, "passkey_refused");
    }

    [Fact]
    public async Task SignIn_WithAnyBitFlipped_Fails()
    {
        var vector = SpecificationVector.Of("none.ES256");
        var person = await server.RegisterAsync();
        // The credential id is not signed; under another one the vector does not meet that of the test above.
        await server.AddAsync(person, vector, "the vector whose bits are flipped"u8.ToArray());
        var state = await server.StateAsync(CeremonyPurpose.SignIn, person, vector.RequestChallenge);
        var credential = Assertion(vector);
        credential["id"] = WebAuthnBytes.Text("the vector whose bits are flipped"u8);
        credential["rawId"] = WebAuthnBytes.Text("the vector whose bits are flipped"u8);
        Assert.Null(await server.WhatHandlerSaysAsync(state, credential));

        foreach (var part in new[] { "signature", "authenticatorData", "clientDataJSON" })
            await AssertEachFlipFailsAsync(credential, part, flipped => server.WhatHandlerSaysAsync(state, flipped));
    }

    [Fact]
    public async Task SelfAttestation_WithAnyBitFlipped_Fails()
    {
        var vector = SpecificationVector.Of("packed-self.ES256");
        var person = await server.RegisterAsync();
        var state = await server.StateAsync(CeremonyPurpose.Registration, person, vector.CreationChallenge);
        var credential = Attestation(vector);

        foreach (var part in new[] { "clientDataJSON", "attestationObject" })
            await AssertEachFlipFailsAsync(credential, part, flipped => server.WhatHandlerSaysToRegistrationAsync(state, flipped));
    }

    private static async Task AssertEachFlipFailsAsync(JsonNode credential, string part, Func<JsonNode, Task<string?>> verify)
    {
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(credential["response"]!.Text(part));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            credential["response"]![part] = WebAuthnBytes.Text(bytes);
            Assert.True(await verify(credential) is not null, $"Bit {bit} of {part} made no difference.");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        credential["response"]![part] = WebAuthnBytes.Text(bytes);
    }

    internal static JsonObject Attestation(SpecificationVector vector) => Credential(vector, new JsonObject
    {
        ["clientDataJSON"] = WebAuthnBytes.Text(vector.CreationClientData),
        ["attestationObject"] = WebAuthnBytes.Text(vector.AttestationObject),
    });

    internal static JsonObject Assertion(SpecificationVector vector) => Credential(vector, new JsonObject
    {
        ["clientDataJSON"] = WebAuthnBytes.Text(vector.RequestClientData),
        ["authenticatorData"] = WebAuthnBytes.Text(vector.AssertionData),
        ["signature"] = WebAuthnBytes.Text(vector.Signature),
    });

    private static JsonObject Credential(SpecificationVector vector, JsonObject response) => new()
    {
        ["id"] = WebAuthnBytes.Text(vector.CredentialId),
        ["rawId"] = WebAuthnBytes.Text(vector.CredentialId),
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
    };
}
