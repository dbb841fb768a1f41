using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Accounts;

/// <summary>Checks the credentials of people and programs.</summary>
[StatelessWorker]
internal sealed class SignInGrain(PasswordHasher passwords, FailedProofs failures, TokenIssuer tokens, IOptions<AuthenticationOptions> options)
    : Grain, ISignInGrain
{
    private static readonly byte[] NobodysSecret = new byte[SHA256.HashSizeInBytes];

    public async Task<Result<AccountStanding>> VerifyAsync(SignIn command, CancellationToken cancellationToken)
    {
        if (command.Email is null == command.Phone is null)
            return Error.Validation("/email", "required", "Give either an e-mail address or a phone number.");

        // An identifier that cannot be anyone's costs the same time as a wrong password.
        var accountId = Parse(command) is { } identifier
            ? await GrainFactory.GetGrain<IIdentifierGrain>(identifier.Key).FindAccountAsync(cancellationToken)
            : null;
        if (accountId is not null)
            return await GrainFactory.GetGrain<IAccountGrain>(accountId).VerifyPasswordAsync(command.Password, cancellationToken);

        if (await passwords.VerifyAsync(hash: null, command.Password) == PasswordCheck.Busy)
            return AccountErrors.Busy;
        failures.WrongPassword(accountId: null);
        return AccountErrors.InvalidCredentials;
    }

    public async Task<Result<AccessToken>> SignInServiceAsync(SignInService command, CancellationToken cancellationToken)
    {
        var known = options.Value.ServiceClients.TryGetValue(command.ClientId, out var stored);
        var expected = known ? Convert.FromHexString(stored!) : NobodysSecret;
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(command.ClientSecret));
        if (!CryptographicOperations.FixedTimeEquals(expected, given) || !known)
            return AccountErrors.InvalidCredentials;

        return tokens.IssueForService(await SigningKeyAsync(cancellationToken), command.ClientId);
    }

    private static Identifier? Parse(SignIn command)
    {
        Identifier? identifier;
        return command.Email is not null
            ? Identifier.TryParseEmail(command.Email, out identifier) ? identifier : null
            : Identifier.TryParsePhone(command.Phone, out identifier) ? identifier : null;
    }

    private Task<WrappedSigningKey> SigningKeyAsync(CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key).GetSigningKeyAsync(cancellationToken);
}
