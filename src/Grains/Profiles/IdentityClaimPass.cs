using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Profiles;

/// <summary>
/// Claims for each verified account, under the master key of now, the document that verifies it: for those that were verified before there were claims, and for
/// claims that go with a former key. Beside running silos: what one of them has in memory then is refused when it writes, and read anew.
/// </summary>
public sealed class IdentityClaimPass
{
    private const int PageSize = 500;

    private readonly NpgsqlDataSource _dataSource;
    private readonly ProfileSecrets _secrets;
    private readonly IdentityFingerprints _fingerprints;

    internal IdentityClaimPass(NpgsqlDataSource dataSource, ProfileSecrets secrets, IdentityFingerprints fingerprints) =>
        (_dataSource, _secrets, _fingerprints) = (dataSource, secrets, fingerprints);

    /// <summary>Registers it for a program without a silo, beside <see cref="StateRewrapper"/>.</summary>
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        StateRewrapper.Register(services, configuration);
        services.AddSingleton<ProfileSecrets>().AddSingleton<IdentityFingerprints>();
        services.AddSingleton(static provider => new IdentityClaimPass(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<ProfileSecrets>(), provider.GetRequiredService<IdentityFingerprints>()));
    }

    /// <summary>Does it once. Of two accounts that one document verifies the older has it, unless the other had claimed it.</summary>
    /// <returns>How many documents were claimed that were not, and the accounts whose document is another's, with that other.</returns>
    public async Task<(long Claimed, IReadOnlyList<(string AccountId, string HolderId)> Shared)> RunAsync(CancellationToken cancellationToken)
    {
        var (claimed, shared, last, page) = (0L, new List<(string, string)>(), "", new List<Verified>());
        do
        {
            page = await ReadAsync(last, cancellationToken);
            foreach (var verified in page)
            {
                last = verified.AccountId;
                if (FingerprintOf(verified) is not { } fingerprint)
                    continue;
                if (await ClaimAsync(verified, fingerprint, cancellationToken))
                    claimed++;
                else if (await FindHolderAsync(fingerprint, cancellationToken) is { } holder && holder != verified.AccountId)
                    shared.Add((verified.AccountId, holder));
            }
        }
        while (page.Count == PageSize);
        return (claimed, shared);
    }

    // What none of the keys opens the rewrapper counts.
    private string? FingerprintOf(Verified verified)
    {
        try
        {
            return _fingerprints.OfNow(_secrets.UnwrapIdentity(verified.AccountId, verified.Identity));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<List<Verified>> ReadAsync(string after, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(
            """
            select id, version, state ->> 'identity' from grain_state
            where kind = 'profile' and id > $1 and state ->> 'verification' = 'verified' and state ->> 'identity' is not null order by id limit $2
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageSize });
        var page = new List<Verified>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            page.Add(new Verified(reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        return page;
    }

    /// <summary>Claims it if it is nobody's and the profile is as it was read; an officer's decision meanwhile claims by itself.</summary>
    private async Task<bool> ClaimAsync(Verified verified, string fingerprint, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(
            """
            insert into grain_state (kind, id, version, state, updated_at)
            select 'identity-claim', $3, 1, $4::jsonb, now() from grain_state p where p.kind = 'profile' and p.id = $1 and p.version = $2 for share
            on conflict (kind, id) do update set version = grain_state.version + 1, state = excluded.state, updated_at = excluded.updated_at
            where grain_state.state ->> 'account_id' is null
            """);
        var state = Encoding.UTF8.GetString(StateJson.Serialize(new IdentityClaimState { AccountId = verified.AccountId }));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = verified.AccountId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = verified.Version });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = fingerprint });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = state });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private async Task<string?> FindHolderAsync(string fingerprint, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand("select state ->> 'account_id' from grain_state where kind = 'identity-claim' and id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = fingerprint });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private sealed record Verified(string AccountId, long Version, string Identity);
}
