using Dapper;
using Npgsql;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Profiles;

/// <summary>
/// What the read model knows of identities. It is written with the profile, so whoever handles an event of the profile finds there what the event tells of; the grain,
/// which answers reads beside its writes, may still say what was before.
/// </summary>
internal sealed class VerificationRecords(NpgsqlDataSource dataSource)
{
    /// <summary>Whether we know who somebody is.</summary>
    public async Task<VerificationStatus> StatusAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (VerificationStatus)(await connection.ExecuteScalarAsync<short?>(new CommandDefinition(
            "select status from identity_verification where account_id = @accountId", new { accountId }, cancellationToken: cancellationToken))
            ?? (short)VerificationStatus.Unverified);
    }
}
