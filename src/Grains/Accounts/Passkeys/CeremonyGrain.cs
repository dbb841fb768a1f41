using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using Nusaloka.Accounts.Passkeys;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>
/// Ceremonies are rows that are deleted by being read: the database lets one reader have each, whatever silo asks. What nobody came back
/// for is swept by those that begin later, two at a time, so the table stays about as small as what is going on.
/// </summary>
[StatelessWorker]
internal sealed class CeremonyGrain(NpgsqlDataSource dataSource, TimeProvider time) : Grain, ICeremonyGrain
{
    private const int IdBytes = 32;
    private const int MaxStateLength = 4096;
    private const int MaxIdLength = 64;

    public async Task<string> BeginAsync(Ceremony ceremony, CancellationToken cancellationToken)
    {
        if (ceremony.State.Length > MaxStateLength)
            throw new ArgumentException($"The state of a ceremony has {ceremony.State.Length} characters, the limit is {MaxStateLength}.", nameof(ceremony));

        var id = RandomNumberGenerator.GetBytes(IdBytes);
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with swept as (
                delete from passkey_ceremony where id_hash in (
                    select id_hash from passkey_ceremony where expires_at <= @now order by expires_at limit 2 for update skip locked)
            )
            insert into passkey_ceremony (id_hash, purpose, account_id, state, expires_at) values (@hash, @purpose, @AccountId, @State, @expires)
            """,
            new
            {
                now = now.UtcDateTime,
                hash = SHA256.HashData(id),
                purpose = (short)ceremony.Purpose,
                ceremony.AccountId,
                ceremony.State,
                expires = now.UtcDateTime.AddSeconds(ICeremonyGrain.LifetimeSeconds),
            },
            cancellationToken: cancellationToken));
        return Base64Url.EncodeToString(id);
    }

    public async Task<Result<Ceremony>> TakeAsync(string ceremonyId, CeremonyPurpose purpose, CancellationToken cancellationToken)
    {
        if (ceremonyId.Length > MaxIdLength || !Base64Url.IsValid(ceremonyId, out var length) || length != IdBytes)
            return PasskeyErrors.CeremonyOver;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "delete from passkey_ceremony where id_hash = @hash returning purpose, account_id as AccountId, state, expires_at as ExpiresAt",
            new { hash = SHA256.HashData(Base64Url.DecodeFromChars(ceremonyId)) }, cancellationToken: cancellationToken));
        return row is not null && row.Purpose == (short)purpose && time.GetUtcNow() < row.ExpiresAt
            ? new Ceremony(purpose, row.AccountId, row.State)
            : PasskeyErrors.CeremonyOver;
    }

    private sealed record Row(short Purpose, string? AccountId, string State, DateTime ExpiresAt);
}
