using System.Text;
using Dapper;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Persistence.Storage;
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

        // One statement for everybody, and no grain, which would be in memory for people who were here lately: so neither the first question
        // nor a later one tells by its time who has an account.
        var identifier = Parse(email, phone);
        var madeUp = decoys.For(identifier?.Key ?? "nobody:" + NameBasedId.Create($"{email}\n{phone}"));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var owner = await connection.QuerySingleAsync<Owner>(new CommandDefinition(
            """
            select owner.id, g.state::text as state
            from (select coalesce((select id from account where email = @Email or phone = @Phone), @NobodysId) as id) owner
            left join grain_state g on g.kind = 'passkeys' and g.id = owner.id
            """,
            new
            {
                Email = identifier?.Kind == IdentifierKind.Email ? identifier.Value : null,
                Phone = identifier?.Kind == IdentifierKind.Phone ? identifier.Value : null,
                NobodysId = madeUp.AccountId,
            },
            cancellationToken: cancellationToken));
        var passkeys = owner.State is { } state ? StateJson.Deserialize<PasskeysState>(Encoding.UTF8.GetBytes(state))?.Passkeys ?? [] : [];
        return passkeys.IsEmpty
            ? madeUp
            : new PasskeyCandidates(owner.Id, [.. passkeys.Select(static one => new PasskeyDescriptor(one.CredentialId, one.Transports))]);
    }

    public async Task<string?> FindOwnerAsync(string credentialId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "select account_id from passkey where credential_hash = @hash",
            new { hash = PasskeyProjection.HashOf(credentialId) }, cancellationToken: cancellationToken));
    }

    private static Identifier? Parse(string? email, string? phone)
    {
        Identifier? identifier;
        return email is not null
            ? Identifier.TryParseEmail(email, out identifier) ? identifier : null
            : Identifier.TryParsePhone(phone, out identifier) ? identifier : null;
    }

    private sealed record Owner(string Id, string? State);
}
