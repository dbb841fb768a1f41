using Nusaloka.Accounts.Passkeys;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>What a ceremony answers while a part of the system is away: the framework's handler would call it a refusal.</summary>
public sealed class PasskeyOutageTests(VectorServer server) : IClassFixture<VectorServer>
{
    [Fact]
    public async Task Finish_WhileGrainsDoNotAnswer_IsUnavailableAndNoRefusal()
    {
        var vector = SpecificationVector.Of("none.ES256");
        var person = await server.RegisterAsync();
        var registration = await server.CeremonyAsync(CeremonyPurpose.Registration, person, vector.CreationChallenge);
        server.Outage.Method = nameof(IPasskeyDirectoryGrain.FindOwnerAsync);
        using var added = await person.FinishRegistrationAsync(registration, SpecificationVectorTests.Attestation(vector));
        server.Outage.Method = null;
        await server.AddAsync(person, vector);
        var signIn = await server.CeremonyAsync(CeremonyPurpose.SignIn, person, vector.RequestChallenge);
        server.Outage.Method = nameof(IPasskeysGrain.ListAsync);
        using var signedIn = await server.Client.FinishLoginAsync(signIn, SpecificationVectorTests.Assertion(vector));
        server.Outage.Method = null;

        await ProblemAssert.IsAsync(added, 503);
        await ProblemAssert.IsAsync(signedIn, 503);
    }
}
