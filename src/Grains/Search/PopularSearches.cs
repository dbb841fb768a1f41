using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace Nusaloka.Grains.Search;

/// <summary>
/// Counts what is searched for: in memory, and written down together every few seconds. Only the words are kept, of nobody; words that look
/// like an address or a number of somebody are not. What is counted between two writes is lost with the process.
/// </summary>
internal sealed class PopularSearches(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>What a score loses in a day is the rest to one.</summary>
    public const double KeptPerDay = 0.8;

    /// <summary>The least score of a term that is shown: what one or two people look for is nobody else's business.</summary>
    public const double LeastScore = 5;

    private const int MaxTerms = 1_000;
    private const int MaxStored = 10_000;
    private const int MaxTermLength = 40;
    private const int MaxPerWrite = 50;
    private const int Shown = 200;
    private const int MaxDigits = 4;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private volatile Known? _known;

    /// <summary>Counts a search that found something.</summary>
    public void Count(string text)
    {
        if (TermOf(text) is not { } term)
            return;
        // Over the bound new terms wait for the next write: what many search for is there already.
        if (_counts.ContainsKey(term) || _counts.Count < MaxTerms)
            _counts.AddOrUpdate(term, 1, static (_, count) => Math.Min(count + 1, MaxPerWrite));
    }

    /// <summary>The most popular terms, as they were at most half a minute ago.</summary>
    public async ValueTask<ImmutableArray<string>> GetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known is { } known && now - known.At < Fresh)
            return known.Terms;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var terms = await connection.QueryAsync<string>(new CommandDefinition(
            """
            select term from search_term where score * power(@KeptPerDay, @today - scored_on) >= @LeastScore
            order by score * power(@KeptPerDay, @today - scored_on) desc, term limit @Shown
            """,
            new { KeptPerDay, today = DateOnly.FromDateTime(now.UtcDateTime), LeastScore, Shown }, cancellationToken: cancellationToken));
        var read = new Known(now, [.. terms]);
        _known = read;
        return read.Terms;
    }

    /// <summary>Writes down what was counted since the last time. Answers how many terms that were.</summary>
    /// <exception cref="NpgsqlException">The database cannot be written; the counts stay.</exception>
    public async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        var counted = _counts.ToArray();
        if (counted.Length == 0)
            return 0;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // In the order of the terms, so that silos that write the same ones wait for each other in turn.
        Array.Sort(counted, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into search_term as t (term, score, scored_on)
            select term, count, @today from unnest(@terms, @counts) as counted (term, count)
            on conflict (term) do update set
                score = t.score * power(@KeptPerDay, greatest(@today - t.scored_on, 0)) + excluded.score, scored_on = greatest(@today, t.scored_on)
            """,
            new
            {
                today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), KeptPerDay,
                terms = counted.Select(static one => one.Key).ToArray(), counts = counted.Select(static one => (double)one.Value).ToArray(),
            },
            cancellationToken: cancellationToken));
        foreach (var one in counted)
            _counts.TryRemove(one);
        return counted.Length;
    }

    /// <summary>Forgets what nobody searches for any more, and the least popular when there are too many.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from search_term where score * power(@KeptPerDay, @today - scored_on) < 0.5 or term in (
                select term from search_term order by score * power(@KeptPerDay, @today - scored_on) desc, term offset @MaxStored)
            """,
            new { KeptPerDay, today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), MaxStored }, cancellationToken: cancellationToken));
    }

    /// <summary>The words as they are counted; null for what is none of ours to keep.</summary>
    internal static string? TermOf(string text)
    {
        var folded = SearchText.Fold(text);
        return folded.Length is < 3 or > MaxTermLength || text.Contains('@', StringComparison.Ordinal) || folded.Count(char.IsAsciiDigit) > MaxDigits ? null : folded;
    }

    private sealed record Known(DateTimeOffset At, ImmutableArray<string> Terms);
}
