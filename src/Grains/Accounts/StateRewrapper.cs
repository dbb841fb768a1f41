using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Encrypts under the master key of now what lies in the database under one from before. Beside running silos: a state that one of them writes
/// meanwhile is left to the next run, and versions stay as they are, so that no silo's write fails because of it.
/// </summary>
public sealed class StateRewrapper
{
    private const int PageSize = 500;

    private readonly NpgsqlDataSource _dataSource;
    private readonly KeyWrap _wrap;

    internal StateRewrapper(NpgsqlDataSource dataSource, KeyWrap wrap) => (_dataSource, _wrap) = (dataSource, wrap);

    /// <summary>Registers it for a program without a silo.</summary>
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthenticationOptions>().Bind(configuration).ValidateDataAnnotations();
        services.AddSingleton<KeyWrap>();
        services.AddSingleton(static provider => new StateRewrapper(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<KeyWrap>()));
    }

    /// <summary>Does it once.</summary>
    /// <returns>How many ciphertexts were encrypted anew, and how many none of the keys opens.</returns>
    public async Task<(long Rewrapped, long Unreadable)> RunAsync(CancellationToken cancellationToken)
    {
        var (rewrapped, unreadable) = (0L, 0L);
        foreach (var fields in SealedField.All.GroupBy(static field => field.Kind))
        {
            var (last, page) = ("", new List<Stored>());
            do
            {
                page = await ReadAsync(fields.Key, last, cancellationToken);
                foreach (var stored in page)
                {
                    var state = JsonNode.Parse(stored.State)?.AsObject() ?? [];
                    var (changed, failed) = Rewrap(stored.Id, state, fields);
                    unreadable += failed;
                    if (changed > 0 && await WriteAsync(fields.Key, stored, state, cancellationToken))
                        rewrapped += changed;
                    last = stored.Id;
                }
            }
            while (page.Count == PageSize);
        }

        return (rewrapped, unreadable);
    }

    private (int Changed, int Failed) Rewrap(string id, JsonObject state, IEnumerable<SealedField> fields)
    {
        var (changed, failed) = (0, 0);
        foreach (var field in fields)
        {
            foreach (var holder in field.Holders(state))
            {
                if ((string?)holder[field.Member] is not { Length: > 0 } wrapped)
                    continue;

                try
                {
                    if (_wrap.Rewrap(field.KeyIdOf(id, holder), wrapped) is not { } anew)
                        continue;
                    holder[field.Member] = anew;
                    changed++;
                }
                catch (CryptographicException)
                {
                    failed++;
                }
            }
        }

        return (changed, failed);
    }

    private async Task<List<Stored>> ReadAsync(string kind, string after, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(
            "select id, version, state::text from grain_state where kind = $1 and id > $2 order by id limit $3");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageSize });
        var page = new List<Stored>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            page.Add(new Stored(reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        return page;
    }

    private async Task<bool> WriteAsync(string kind, Stored stored, JsonObject state, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand("update grain_state set state = $4::jsonb where kind = $1 and id = $2 and version = $3");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stored.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = stored.Version });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = state.ToJsonString() });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private sealed record Stored(string Id, long Version, string State);
}
