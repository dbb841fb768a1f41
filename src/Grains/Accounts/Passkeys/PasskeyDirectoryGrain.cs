using Dapper;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>Finds passkeys by identifier and by credential.</summary>
[StatelessWorker]
internal sealed class PasskeyDirectoryGrain(NpgsqlDataSource dataSource, PasskeyDecoys decoys) : Grain, IPasskeyDirectoryGrain
{
    public async Task<Result<PasskeyCandidates>> FindCandidatesAsync(string? email, string? phone, CancellationToken cancellationToken)
    {
        if (email is null == phone is null)
            return Error.Validation("/email", "required", "Give either an e-mail address or a phone number.");

        // Every step is done for everybody, so that the time does not tell who has an account.
        var key = IdentifierKey(email, phone);
        var madeUp = decoys.For(key);
        var accountId = await GrainFactory.GetGrain<IIdentifierGrain>(key).FindAccountAsync(cancellationToken) ?? madeUp.AccountId;
        var passkeys = await GrainFactory.GetGrain<IPasskeysGrain>(accountId).ListAsync(cancellationToken);
        return passkeys.IsEmpty
            ? madeUp
            : new PasskeyCandidates(accountId, [.. passkeys.Select(static one => new PasskeyDescriptor(one.CredentialId, one.Transports))]);
    }

    public async Task<string?> FindOwnerAsync(string credentialId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "select account_id from passkey where credential_hash = @hash",
            new { hash = PasskeyProjection.HashOf(credentialId) }, cancellationToken: cancellationToken));
    }

    /// <summary>The key of the identifier's grain; for what can be nobody's identifier one that nobody has.</summary>
    private static string IdentifierKey(string? email, string? phone)
    {
        var isIdentifier = email is not null
            ? Identifier.TryParseEmail(email, out var identifier)
            : Identifier.TryParsePhone(phone, out identifier);
        return isIdentifier && identifier is not null
            ? identifier.Key
            : "nobody:" + NameBasedId.Create($"{email}\n{phone}");
    }
}
