using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Api.Accounts.Passkeys;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>
/// The API as the relying party of the specification's vectors. About half of them were made without verifying the user, which we demand
/// otherwise; here it is not asked, so that all else is tried.
/// </summary>
public sealed class VectorServer : IAsyncLifetime
{
    internal Outage Outage { get; } = new();

    private TokenForge Forge { get; } = new();
    private LogCapture Logs { get; } = new();
    private PostgresDatabase? _database;
    private WebApplication? _app;
    private int _people;

    public HttpClient Client { get; } = new();

    /// <summary>What the log says of the refusals of an account's passkeys.</summary>
    internal string ReasonsFor(Person person) => string.Join(
        '\n', Logs.Lines.Where(line => line.Contains($"AccountId={person.Id}", StringComparison.Ordinal)));

    private WebApplication App => _app ?? throw new InvalidOperationException("The server is not started yet.");

    private IGrainFactory Grains => App.Services.GetRequiredService<IGrainFactory>();

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        _app = ApiServer.Build(
            _database.ConnectionString, Forge, Logs,
            [$"--PASSKEYS:RP_ID={SpecificationVector.RelyingParty}", $"--PASSKEYS:ORIGINS:0={SpecificationVector.Origin}"],
            services => services.AddSingleton<IOutgoingGrainCallFilter>(Outage)
                .PostConfigure<IdentityPasskeyOptions>(static options => options.UserVerificationRequirement = "discouraged"));
        await _app.StartAsync();
        Client.BaseAddress = ApiServer.AddressOf(_app);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Forge.Dispose();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    internal async Task<Person> RegisterAsync()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var email = $"vektor{Interlocked.Increment(ref _people)}@contoh.id";
        Assert.True((await Grains.GetGrain<IAccountGrain>(id).RegisterAsync(new RegisterAccount("Vektor", email, null, ApiServer.Password))).IsSuccess);
        var client = new HttpClient { BaseAddress = Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Forge.Person(id));
        return new Person(id, email, client);
    }

    /// <summary>Gives an account the vector's passkey, as if it had been registered.</summary>
    internal async Task AddAsync(Person person, SpecificationVector vector, byte[]? credentialId = null)
    {
        var added = await Grains.GetGrain<IPasskeysGrain>(person.Id).AddAsync(new AddPasskey(
            WebAuthnBytes.Text(credentialId ?? vector.CredentialId), WebAuthnBytes.Text(vector.PublicKey), 0, [], (vector.AttestationData[32] & 0x08) != 0, false, null));
        Assert.True(added.IsSuccess, added.Error?.ToString());
    }

    /// <summary>A ceremony whose challenge is the vector's.</summary>
    internal async Task<string> CeremonyAsync(CeremonyPurpose purpose, Person person, byte[] challenge) =>
        await Grains.GetGrain<ICeremonyGrain>("0").BeginAsync(new Ceremony(purpose, person.Id, await StateAsync(purpose, person, challenge)));

    /// <summary>What the framework's handler says to a sign-in, beside all that is around it; null when it has nothing against it.</summary>
    internal async Task<string?> WhatHandlerSaysAsync(string state, JsonNode credential)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<PasskeyUserStore>().PresentedBackupEligibility = true;
        var result = await scope.ServiceProvider.GetRequiredService<IPasskeyHandler<PasskeyUser>>().PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = new DefaultHttpContext(),
            CredentialJson = credential.ToJsonString(),
            AssertionState = state,
        });
        return result.Succeeded ? null : result.Failure.Message;
    }

    /// <summary>What the handler says to a registration.</summary>
    internal async Task<string?> WhatHandlerSaysToRegistrationAsync(string state, JsonNode credential)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IPasskeyHandler<PasskeyUser>>().PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = new DefaultHttpContext(),
            CredentialJson = credential.ToJsonString(),
            AttestationState = state,
        });
        return result.Succeeded ? null : result.Failure.Message;
    }

    /// <summary>The handler's own state, with the vector's challenge instead of a random one.</summary>
    internal async Task<string> StateAsync(CeremonyPurpose purpose, Person person, byte[] challenge)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<IPasskeyHandler<PasskeyUser>>();
        var made = purpose == CeremonyPurpose.Registration
            ? (await handler.MakeCreationOptionsAsync(
                new PasskeyUserEntity { Id = person.Id, Name = person.Email, DisplayName = person.Email }, new DefaultHttpContext())).AttestationState
            : (await handler.MakeRequestOptionsAsync(new PasskeyUser(person.Id), new DefaultHttpContext())).AssertionState;
        var state = JsonNode.Parse(made!)!;
        Assert.Contains("challenge", state.Members());
        state["challenge"] = Convert.ToBase64String(challenge);
        return state.ToJsonString();
    }
}
