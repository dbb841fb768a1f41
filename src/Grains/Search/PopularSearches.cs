using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Nusaloka.Grains.Reviews;

namespace Nusaloka.Grains.Search;

/// <summary>
/// Counts how many people search for what: in memory, and written down together every few seconds. Each counts once a day for a term, on whatever silo. Only the words
/// are kept; words that look like an address or a number of somebody, or insult, are not. What is counted between two writes is lost with the process.
/// </summary>
internal sealed class PopularSearches(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>What a score loses in a day is the rest to one.</summary>
    public const double KeptPerDay = 0.8;

    /// <summary>
    /// The least score of a term that is shown: what one or two people look for is nobody else's business. Who searches for something each day for ever brings it to five,
    /// and so nobody makes a term popular alone.
    /// </summary>
    public const double LeastScore = 6;

    private const int MaxTerms = 1_000;
    private const int MaxStored = 10_000;
    private const int MaxTermLength = 40;
    private const int MaxCallersPerWrite = 50;
    private const int KeyLength = 32;
    private const int Shown = 200;
    private const int MaxDigits = 4;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private Dictionary<string, HashSet<string>> _callers = new(StringComparer.Ordinal);
    private volatile Known? _known;
    private DailyKey? _key;

    /// <summary>Counts a search that found something. Whom nobody can tell from others is not counted.</summary>
    public void Count(string text, string? searcher)
    {
        if (searcher is null || TermOf(text) is not { } term)
            return;
        lock (_lock)
        {
            // Over the bounds there are new ones after the next write: what many search for is there already.
            if (!_callers.TryGetValue(term, out var callers) && _callers.Count < MaxTerms)
                _callers.Add(term, callers = new HashSet<string>(StringComparer.Ordinal));
            if (callers is { Count: < MaxCallersPerWrite })
                callers.Add(searcher);
        }
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

    /// <summary>Writes down what was counted since the last time. Answers how many terms have more callers today than before.</summary>
    /// <exception cref="NpgsqlException">The database cannot be written; what was counted stays.</exception>
    public async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        var counted = Take();
        if (counted.Count == 0)
            return 0;

        try
        {
            return await WriteAsync(counted, cancellationToken);
        }
        catch
        {
            GiveBack(counted);
            throw;
        }
    }

    /// <summary>Forgets what nobody searches for any more, and the least popular when there are too many.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from search_term_caller where counted_on < @today;
            delete from search_term_key where counted_on < @today;
            delete from search_term where score * power(@KeptPerDay, @today - scored_on) < 0.5 or term in (
                select term from search_term order by score * power(@KeptPerDay, @today - scored_on) desc, term offset @MaxStored)
            """,
            new { KeptPerDay, today = Today, MaxStored }, cancellationToken: cancellationToken));
    }

    /// <summary>The words as they are counted; null for what is none of ours to keep.</summary>
    internal static string? TermOf(string text)
    {
        var folded = SearchText.Fold(text);
        return folded.Length is < 3 or > MaxTermLength || text.Contains('@', StringComparison.Ordinal) || folded.Count(char.IsAsciiDigit) > MaxDigits
            || ReviewWords.NeedACheck(text) ? null : folded;
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private Dictionary<string, HashSet<string>> Take()
    {
        lock (_lock)
        {
            var taken = _callers;
            _callers = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
            return taken;
        }
    }

    private void GiveBack(Dictionary<string, HashSet<string>> counted)
    {
        lock (_lock)
        {
            foreach (var (term, callers) in counted)
            {
                if (_callers.TryGetValue(term, out var since))
                    since.UnionWith(callers);
                else if (_callers.Count < MaxTerms)
                    _callers.Add(term, callers);
            }
        }
    }

    private async Task<int> WriteAsync(Dictionary<string, HashSet<string>> counted, CancellationToken cancellationToken)
    {
        var today = Today;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var key = await KeyAsync(connection, today, cancellationToken);
        // In the order of the terms, so that silos that write the same ones wait for each other in turn.
        var pairs = counted.SelectMany(one => one.Value.Select(caller => (Term: one.Key, Caller: key.HashOf(caller))))
            .OrderBy(static pair => pair.Term, StringComparer.Ordinal).ThenBy(static pair => pair.Caller).ToArray();
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            with fresh as (
                insert into search_term_caller (term, counted_on, caller)
                select term, @today, caller from unnest(@terms, @callers) as searched (term, caller)
                on conflict do nothing returning term
            )
            insert into search_term as t (term, score, scored_on)
            select term, count(*), @today from fresh group by term order by term
            on conflict (term) do update set
                score = t.score * power(@KeptPerDay, greatest(@today - t.scored_on, 0)) + excluded.score, scored_on = greatest(@today, t.scored_on)
            """,
            new { today, KeptPerDay, terms = Array.ConvertAll(pairs, static pair => pair.Term), callers = Array.ConvertAll(pairs, static pair => pair.Caller) },
            cancellationToken: cancellationToken));
    }

    /// <summary>The key of the day, which all silos share: whichever is first makes it.</summary>
    private async Task<DailyKey> KeyAsync(NpgsqlConnection connection, DateOnly today, CancellationToken cancellationToken)
    {
        if (_key is { } known && known.Day == today)
            return known;

        var bytes = await connection.ExecuteScalarAsync<byte[]>(new CommandDefinition(
            """
            insert into search_term_key as k (counted_on, key) values (@today, @made) on conflict (counted_on) do update set key = k.key returning key
            """,
            new { today, made = RandomNumberGenerator.GetBytes(KeyLength) }, cancellationToken: cancellationToken))
            ?? throw new InvalidOperationException("The key of the day was neither written nor read.");
        return _key = new DailyKey(today, bytes);
    }

    private sealed record DailyKey(DateOnly Day, byte[] Bytes)
    {
        public long HashOf(string caller) => BinaryPrimitives.ReadInt64BigEndian(HMACSHA256.HashData(Bytes, Encoding.UTF8.GetBytes(caller)));
    }

    private sealed record Known(DateTimeOffset At, ImmutableArray<string> Terms);
}
