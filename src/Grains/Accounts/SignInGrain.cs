using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts.Passkeys;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Accounts;

/// <summary>Checks the credentials of people and programs.</summary>
[StatelessWorker]
internal sealed class SignInGrain(PasswordHasher passwords, PasskeyDecoys decoys, FailedProofs failures, TokenIssuer tokens) : Grain, ISignInGrain
{
    public async Task<Result<AccountStanding>> VerifyAsync(SignIn command, CancellationToken cancellationToken)
    {
        if (command.Email is null == command.Phone is null)
            return Error.Validation("/email", "required", "Give either an e-mail address or a phone number.");

        if (Parse(command.Email, command.Phone) is { } identifier)
        {
            // Who is nobody has an account that is none: the same grains are asked, and read the same, the first time and later.
            var accountId = await GrainFactory.GetGrain<IIdentifierGrain>(identifier.Key).FindAccountAsync(cancellationToken)
                ?? decoys.AccountId(identifier.Key);
            return await GrainFactory.GetGrain<IAccountGrain>(accountId).VerifyPasswordAsync(command.Password, cancellationToken);
        }

        // An identifier that cannot be anyone's costs the same time as a wrong password.
        if (await passwords.VerifyAsync(hash: null, command.Password) == PasswordCheck.Busy)
            return AccountErrors.Busy;
        failures.WrongPassword(accountId: null);
        return AccountErrors.InvalidCredentials;
    }

    public async Task<string?> RecogniseDeviceAsync(RecogniseDevice command, CancellationToken cancellationToken)
    {
        if (!DeviceToken.TryParse(command.DeviceToken, out var token) || Parse(command.Email, command.Phone) is not { } identifier)
            return null;

        // Only for the account's own names: with a token of one's own nobody guesses at others unseen.
        var accountId = await GrainFactory.GetGrain<IIdentifierGrain>(identifier.Key).FindAccountAsync(cancellationToken);
        var isKnown = accountId == token.AccountId
            && await GrainFactory.GetGrain<ISessionsGrain>(accountId).KnowsDeviceAsync(token.Hash, cancellationToken);
        return isKnown ? $"device:{accountId}:{token.Hash}" : null;
    }

    public async Task<Result<AccessToken>> SignInServiceAsync(SignInService command, CancellationToken cancellationToken)
    {
        var program = await GrainFactory.GetGrain<IProgramsGrain>(IProgramsGrain.Key).VerifyAsync(command, cancellationToken);
        return program.IsSuccess ? tokens.IssueForProgram(await SigningKeyAsync(cancellationToken), program.Value) : program.Error;
    }

    private static Identifier? Parse(string? email, string? phone)
    {
        Identifier? identifier;
        return email is not null
            ? Identifier.TryParseEmail(email, out identifier) ? identifier : null
            : Identifier.TryParsePhone(phone, out identifier) ? identifier : null;
    }

    private Task<WrappedSigningKey> SigningKeyAsync(CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key).GetSigningKeyAsync(cancellationToken);
}
