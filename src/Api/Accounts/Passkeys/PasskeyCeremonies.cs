using System.Buffers.Text;
using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>
/// The two WebAuthn ceremonies, adding a passkey and signing in with one: the framework's handler verifies, grains remember and decide.
/// </summary>
internal sealed partial class PasskeyCeremonies(
    IPasskeyHandler<PasskeyUser> handler, PasskeyUserStore store, PasskeyOptions options, IGrainFactory grains, ILogger<PasskeyCeremonies> logger)
{
    /// <summary>Begins to add a passkey to an account. Errors: <c>passkey_limit_reached</c>.</summary>
    public async Task<Result<BegunCeremony>> BeginRegistrationAsync(Account account, HttpContext context, CancellationToken cancellationToken)
    {
        var passkeys = await Passkeys(account.Id).ListAsync(cancellationToken);
        if (passkeys.Length >= IPasskeysGrain.MaxPasskeys)
            return PasskeyErrors.LimitReached;

        var person = new PasskeyUserEntity
        {
            Id = account.Id,
            Name = account.Email ?? account.Phone ?? account.FullName,
            DisplayName = account.FullName,
        };
        var made = await handler.MakeCreationOptionsAsync(person, context);
        var id = await BeginAsync(CeremonyPurpose.Registration, account.Id, made.AttestationState, cancellationToken);
        return new BegunCeremony(id, Named(made.CreationOptionsJson));
    }

    /// <summary>
    /// Adds the passkey that the browser has made. Errors: <c>passkey_ceremony_over</c>, <c>passkey_not_accepted</c>, and those of
    /// <see cref="IPasskeysGrain.AddAsync"/>.
    /// </summary>
    public async Task<Result<Passkey>> FinishRegistrationAsync(
        string accountId, string ceremonyId, JsonElement credential, string? name, HttpContext context, CancellationToken cancellationToken)
    {
        var ceremony = await Ceremonies.TakeAsync(ceremonyId, CeremonyPurpose.Registration, cancellationToken);
        if (!ceremony.IsSuccess || ceremony.Value.AccountId != accountId)
            return PasskeyErrors.CeremonyOver;
        if (PresentedCredential.ReadAttestation(credential) is not { } presented)
            return PasskeyErrors.NotAccepted;

        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = context,
            CredentialJson = presented.Json,
            AttestationState = ceremony.Value.State,
        });
        if (!result.Succeeded)
        {
            PassOn(result.Failure);
            LogNotAccepted(accountId, result.Failure.Message);
            var owner = await grains.GetGrain<IPasskeyDirectoryGrain>("0").FindOwnerAsync(presented.CredentialId, cancellationToken);
            return owner is null ? PasskeyErrors.NotAccepted : PasskeyErrors.Taken;
        }

        var passkey = result.Passkey;
        var command = new AddPasskey(
            presented.CredentialId, Base64Url.EncodeToString(passkey.PublicKey), passkey.SignCount, [.. passkey.Transports ?? []],
            passkey.IsBackupEligible, passkey.IsBackedUp, name);
        return await Passkeys(accountId).AddAsync(command, cancellationToken);
    }

    /// <summary>
    /// Begins a sign-in: of whoever owns the e-mail address or phone number, or, without either, of anybody whose authenticator knows who
    /// they are. Errors: <c>validation_failed</c>.
    /// </summary>
    public async Task<Result<BegunCeremony>> BeginSignInAsync(string? email, string? phone, HttpContext context, CancellationToken cancellationToken)
    {
        PasskeyUser? person = null;
        if (email is not null || phone is not null)
        {
            var candidates = await grains.GetGrain<IPasskeyDirectoryGrain>("0").FindCandidatesAsync(email, phone, cancellationToken);
            if (!candidates.IsSuccess)
                return candidates.Error;
            person = new PasskeyUser(candidates.Value.AccountId) { Offered = candidates.Value.Passkeys };
        }

        var made = await handler.MakeRequestOptionsAsync(person, context);
        var id = await BeginAsync(CeremonyPurpose.SignIn, person?.AccountId, made.AssertionState, cancellationToken);
        return new BegunCeremony(id, Parse(made.RequestOptionsJson));
    }

    /// <summary>
    /// Who has signed in, with what, and as what they stood before. Nothing tells a passkey that is not there from a wrong signature. Errors: <c>passkey_ceremony_over</c>,
    /// <c>passkey_refused</c>.
    /// </summary>
    public async Task<Result<ProvenPasskey>> FinishSignInAsync(
        string ceremonyId, JsonElement credential, HttpContext context, CancellationToken cancellationToken)
    {
        var ceremony = await Ceremonies.TakeAsync(ceremonyId, CeremonyPurpose.SignIn, cancellationToken);
        if (!ceremony.IsSuccess)
            return ceremony.Error;
        if (PresentedCredential.ReadAssertion(credential) is not { } presented)
            return PasskeyErrors.Refused;

        store.PresentedBackupEligibility = presented.IsBackupEligible;
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = context,
            CredentialJson = presented.Json,
            AssertionState = ceremony.Value.State,
        });
        if (!result.Succeeded)
        {
            PassOn(result.Failure);
            LogRefused(result.Failure.Message);
            return PasskeyErrors.Refused;
        }

        var (accountId, passkey) = (result.User.AccountId, result.Passkey);
        // Read before the passkey is used: a session that begins later finds out when the account's access changed in between.
        var standing = await grains.GetGrain<IAccountGrain>(accountId).GetStandingAsync(cancellationToken);
        if (!standing.IsSuccess)
            return PasskeyErrors.Refused;
        var used = await Passkeys(accountId).UseAsync(
            new UsePasskey(presented.CredentialId, passkey.SignCount, passkey.IsBackupEligible, passkey.IsBackedUp), cancellationToken);
        return used.IsSuccess ? new ProvenPasskey(standing.Value, used.Value) : used.Error;
    }

    private ICeremonyGrain Ceremonies => grains.GetGrain<ICeremonyGrain>("0");

    private IPasskeysGrain Passkeys(string accountId) => grains.GetGrain<IPasskeysGrain>(accountId);

    private Task<string> BeginAsync(CeremonyPurpose purpose, string? accountId, string? state, CancellationToken cancellationToken) =>
        Ceremonies.BeginAsync(
            new Ceremony(purpose, accountId, state ?? throw new InvalidOperationException("The passkey handler made options and no state to verify them by.")),
            cancellationToken);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>The options with the name that people know us by; the handler writes the domain there.</summary>
    private JsonElement Named(string creationOptionsJson)
    {
        var made = JsonNode.Parse(creationOptionsJson);
        if (made?["rp"] is JsonObject relyingParty)
            relyingParty["name"] = options.RelyingPartyName;
        return JsonSerializer.SerializeToElement(made);
    }

    /// <summary>The handler makes a refusal of everything that fails; what fails because a silo or the database is away is none.</summary>
    private static void PassOn(PasskeyException failure)
    {
        if (failure.InnerException is OrleansException or TimeoutException or OperationCanceledException or DbException)
            ExceptionDispatchInfo.Throw(failure.InnerException);
    }

    [LoggerMessage(1501, LogLevel.Information, "A passkey for account {AccountId} was not accepted: {Reason}")]
    private partial void LogNotAccepted(string accountId, string reason);

    [LoggerMessage(1502, LogLevel.Information, "A sign-in by passkey was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
