using System.Buffers.Text;
using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>The table <c>passkey</c>: whose a credential is. Its primary key sees to it that no two accounts have the same one.</summary>
internal sealed class PasskeyProjection : IProjection<PasskeysState>
{
    /// <summary>The constraint that a second account with one credential violates.</summary>
    public const string PrimaryKey = "passkey_pkey";

    public IReadOnlyList<string> Tables { get; } = ["passkey"];

    /// <summary>What stands for a credential id, which may be long, in the table.</summary>
    public static byte[] HashOf(string credentialId) => SHA256.HashData(Base64Url.DecodeFromChars(credentialId));

    public void Upsert(ISqlBatch batch, string id, PasskeysState state)
    {
        var hashes = state.Passkeys.Select(static passkey => HashOf(passkey.CredentialId)).ToArray();
        batch.Add("delete from passkey where account_id = $1 and credential_hash <> all ($2)", id, Bytes(hashes));
        // Not "on conflict do nothing": a credential of another account must fail the write.
        batch.Add(
            """
            insert into passkey (credential_hash, account_id)
            select hash, $1 from unnest($2) as hash
            where not exists (select from passkey p where p.credential_hash = hash and p.account_id = $1)
            """,
            id, Bytes(hashes));
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from passkey where account_id = $1", id);

    private static NpgsqlParameter Bytes(byte[][] values) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
