using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Nusaloka.Persistence.Storage;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>
/// The facets of queries that were asked for lately: they count all trips that fit, which takes a hundred times as long as a page, and most people begin
/// with the same few choices. What is older than a refresh interval is answered and counted anew meanwhile, what is older than a minute is not answered.
/// </summary>
internal sealed partial class FacetCache(NpgsqlDataSource dataSource, IOptions<SearchOptions> options, ILogger<FacetCache> logger)
{
    private const int MaxQueries = 2_000;

    /// <summary>How old counts may be that are answered.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How many trips fit, and the facets.</summary>
    public async ValueTask<(long Total, ImmutableArray<Facet> Facets)> GetAsync(TripQuery query, TextFit fit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = KeyOf(query, fit);
        if (_entries.TryGetValue(key, out var entry) && entry.At > now - Oldest && !entry.Counted.IsFaulted)
        {
            if (now - entry.At >= options.Value.RefreshInterval && entry.Counted.IsCompletedSuccessfully)
                entry.Renew(() => RenewAsync(key, query, fit, now));
            return await entry.Counted.WaitAsync(cancellationToken);
        }

        if (_entries.Count >= MaxQueries)
            Forget(now);
        var counting = new Entry(now, CountAsync(query, fit, now));
        _entries[key] = counting;
        return await counting.Counted.WaitAsync(cancellationToken);
    }

    // Neither in the turn of the grain that happens to ask, nor ended when it stops waiting: others may wait too.
    private Task<(long Total, ImmutableArray<Facet> Facets)> CountAsync(TripQuery query, TextFit fit, DateTimeOffset now) => Task.Run(async () =>
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        return await TripFacetQuery.ReadAsync(connection, new TripFilter(query, fit, now), DateOnly.FromDateTime(now.UtcDateTime), CancellationToken.None);
    });

    private async Task RenewAsync(string key, TripQuery query, TextFit fit, DateTimeOffset now)
    {
        try
        {
            var counted = await CountAsync(query, fit, now);
            _entries[key] = new Entry(now, Task.FromResult(counted));
        }
        catch (NpgsqlException exception)
        {
            LogNotCounted(exception);
            _entries.TryRemove(key, out _);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, entry) in _entries)
        {
            if (entry.At <= now - options.Value.RefreshInterval)
                _entries.TryRemove(key, out _);
        }

        if (_entries.Count >= MaxQueries)
            _entries.Clear();
    }

    // The order says nothing of how many there are.
    private static string KeyOf(TripQuery query, TextFit fit) =>
        $"{(int)fit} {(query.Sort == TripSort.Date ? 1 : 0)} {Encoding.UTF8.GetString(StateJson.Serialize(query with { Sort = TripSort.Relevance, WithFacets = true, Searcher = null }))}";

    [LoggerMessage(EventId = 6311, Level = LogLevel.Warning, Message = "Facets could not be counted anew; they are when they are asked for again")]
    private partial void LogNotCounted(Exception exception);

    private sealed class Entry(DateTimeOffset at, Task<(long Total, ImmutableArray<Facet> Facets)> counted)
    {
        private readonly Lock _lock = new();
        private Task? _renewal;

        public DateTimeOffset At { get; } = at;

        public Task<(long Total, ImmutableArray<Facet> Facets)> Counted { get; } = counted;

        /// <summary>Has it counted anew, once; another entry takes its place then.</summary>
        public void Renew(Func<Task> renew)
        {
            lock (_lock)
                _renewal ??= Task.Run(renew);
        }
    }
}
