using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Nusaloka.Accounts;

namespace Nusaloka.Bench.Realtime;

/// <summary>People with tokens, and rooms of so many of them each. The rows are written as the product would: it has no part in what is measured.</summary>
internal sealed class SocketPeople : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string[] _tokens;

    public SocketPeople(int count)
    {
        Ids = [.. Enumerable.Range(0, count).Select(static _ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()))];
        _tokens = Array.ConvertAll(Ids, id => Sign(id.ToString()));
    }

    public Guid[] Ids { get; }

    public string PublicKey => SocketServer.Export(_key);

    public string TokenOf(int person) => _tokens[person];

    /// <summary>Rooms in which everybody is in one: person i is in room i / size.</summary>
    public async Task<string[]> OpenRoomsAsync(string postgres, int size)
    {
        var rooms = Enumerable.Range(0, Ids.Length / size).Select(static _ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToArray();
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into chat_room (id, kind, title, created_at, epoch, active_at) select id, 2, '', now(), gen_random_uuid(), now() from unnest($1) id
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = rooms });
        await command.ExecuteNonQueryAsync();
        await using var members = new NpgsqlCommand(
            """
            insert into chat_member (room_id, account_id, role, joined_at, read_seq, read_messages)
            select ($1)[((n - 1) / $3 + 1)::int], account, 0, now(), 0, 0 from unnest($2) with ordinality a (account, n) where (n - 1) / $3 < cardinality($1)
            """, connection);
        members.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = rooms, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        members.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = Ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        members.Parameters.Add(new NpgsqlParameter<long> { TypedValue = size });
        await members.ExecuteNonQueryAsync();
        return Array.ConvertAll(rooms, static room => room.ToString());
    }

    public void Dispose() => _key.Dispose();

    private string Sign(string subject)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var header = JsonSerializer.Serialize(new Dictionary<string, object> { ["alg"] = "ES256", ["typ"] = TokenProfile.PersonType, ["kid"] = SocketServer.KeyId });
        var claims = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["iss"] = TokenProfile.DefaultIssuer, ["aud"] = TokenProfile.Audience, ["sub"] = subject, ["role"] = "user", ["iat"] = now, ["nbf"] = now,
            ["exp"] = now + 3_600, ["jti"] = "0", ["sid"] = SocketServer.SessionId, ["auth_time"] = now,
        });
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        var signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
