using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>
/// The conditions of a query as SQL about <c>trip_search s</c>. Only what the query says becomes a condition, so that PostgreSQL sees which
/// index serves; values are always parameters.
/// </summary>
internal sealed class TripFilter
{
    private const int MaxWords = 8;
    private const int MaxSimilar = 500;
    private const int ShortDays = 7;

    // Whoever can ask without an account must not have the database work for long.
    private const int MostSeconds = 10;

    private readonly List<NpgsqlParameter> _parameters = [];
    private readonly TripQuery _query;
    private readonly DatesFit _dates;

    /// <param name="query">What is looked for.</param>
    /// <param name="fit">How the text must fit.</param>
    /// <param name="now">When a departure must still be open.</param>
    /// <param name="inOrder">Whether so many trips fit that PostgreSQL finds some soonest by going through them in their order.</param>
    /// <param name="dates">Where it begins when there are dates or seats.</param>
    public TripFilter(TripQuery query, TextFit fit, DateTimeOffset now, bool inOrder = false, DatesFit dates = DatesFit.Any)
    {
        (_query, Fit, InOrder, _dates) = (query, fit, inOrder, dates);
        Now = Add(NpgsqlDbType.TimestampTz, now.UtcDateTime);
        Words = query.Text is { } text ? TextQuery(text) : null;
        Point = query.Near is { } near
            ? $"st_setsrid(st_makepoint({Add(NpgsqlDbType.Double, near.Longitude)}, {Add(NpgsqlDbType.Double, near.Latitude)}), 4326)::geography"
            : null;
        Base = [.. BaseConditions()];
        (Region, Price, Days, Difficulty, Month, MonthPrice, Tag) =
            (RegionCondition(), PriceCondition(), DaysCondition(), DifficultyCondition(), MonthCondition(), MonthPriceCondition(), TagCondition());
    }

    /// <summary>How the text must fit.</summary>
    public TextFit Fit { get; }

    /// <summary>Whether the order leads and not an index of words.</summary>
    public bool InOrder { get; }

    /// <summary>The parameter that has the time.</summary>
    public string Now { get; }

    /// <summary>The query of the text (a tsquery); null without a text.</summary>
    public string? Words { get; }

    /// <summary>The point as geography; null without one.</summary>
    public string? Point { get; }

    /// <summary>What no facet is about.</summary>
    public ImmutableArray<string> Base { get; }

    public string? Region { get; }

    public string? Price { get; }

    public string? Days { get; }

    public string? Difficulty { get; }

    public string? Month { get; }

    /// <summary>That one departure of the months has the price: what neither <see cref="Price"/> nor <see cref="Month"/> says, and no facet is about alone. Null unless both are asked for.</summary>
    public string? MonthPrice { get; }

    public string? Tag { get; }

    /// <summary>All conditions.</summary>
    public string All => Where([.. Base, Region, Price, Days, Difficulty, Month, MonthPrice, Tag]);

    /// <summary>How well a trip fits, higher is better: the text, and a little its rating.</summary>
    public string Rank
    {
        get
        {
            // Of words that many trips have the rating says more than how often each has them.
            if (Words is null || Fit is TextFit.Named or TextFit.Told)
                return "s.rating";
            var rank = $"ts_rank(s.document, {Words})::double precision";
            if (Fit == TextFit.Similar)
                rank += $" + word_similarity({Typed}, s.names)::double precision";
            return $"({rank} + s.rating * 0.002)";
        }
    }

    private string Typed => _typed ??= Add(NpgsqlDbType.Text, SearchText.Fold(_query.Text ?? ""));

    private string? _typed;

    private bool HasDates => _query.From is not null || _query.To is not null || _query.Seats is not null;

    private bool IsShort => _query is { From: { } from, To: { } to } && to.DayNumber - from.DayNumber < ShortDays;

    /// <summary>Conditions that a departure <c>d</c> of a trip must fulfil, but for its price.</summary>
    public string DepartureConditions() => DepartureConditions(withMonths: true);

    /// <summary>The condition of the query's price for a departure <c>d</c> of the trip in so named a row; nothing when any price will do.</summary>
    public string AndPriceOf(string trip) =>
        Between(PriceOf(trip), NpgsqlDbType.Bigint, _query.MinPrice, _query.MaxPrice) is { } price ? $"and {price}" : "";

    /// <summary>What one person pays for a departure <c>d</c>.</summary>
    public static string PriceOf(string trip) => $"departure_price(d.own_price, {trip}.seasons, d.starts_on, {trip}.price)";

    private string DepartureConditions(bool withMonths)
    {
        var conditions = new List<string?> { "d.has_seats", $"d.cut_off_at > {Now}" };
        if (_query.From is { } from)
            conditions.Add($"d.starts_on >= {Add(NpgsqlDbType.Date, from)}");
        if (_query.To is { } to)
            conditions.Add($"d.starts_on <= {Add(NpgsqlDbType.Date, to)}");
        if (_query.Seats is { } seats)
            conditions.Add($"d.free >= {Add(NpgsqlDbType.Integer, seats)}");
        if (withMonths && !_query.Months.IsEmpty)
            conditions.Add($"to_char(d.starts_on, 'YYYY-MM') = any ({Add(NpgsqlDbType.Array | NpgsqlDbType.Text, MonthNames())})");
        return string.Join(" and ", conditions);
    }

    /// <summary>Another parameter; answers how SQL names it.</summary>
    public string Add(NpgsqlDbType type, object value)
    {
        _parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });
        return $"${_parameters.Count}";
    }

    /// <summary>A command with the parameters so far.</summary>
    public NpgsqlCommand Command(string sql, NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = MostSeconds };
        foreach (var parameter in _parameters)
            command.Parameters.Add(parameter.Clone());
        return command;
    }

    public static string Where(ImmutableArray<string?> conditions) =>
        string.Join(" and ", conditions.OfType<string>()) is { Length: > 0 } all ? all : "true";

    /// <summary>
    /// The words in their Indonesian or English stems, or as they are, where the last one may go on. Its parts are immutable functions of parameters, so
    /// PostgreSQL knows the words when it plans.
    /// </summary>
    private string TextQuery(string text)
    {
        var raw = Add(NpgsqlDbType.Text, text);
        var words = SearchText.Words(SearchText.Fold(text), MaxWords);
        var plain = words.Length == 0 ? "" : string.Join(" & ", words) + (words[^1].Length > 2 ? ":*" : "");
        return $"(plainto_tsquery('nusaloka_id', {raw}) || plainto_tsquery('nusaloka_en', {raw}) || to_tsquery('nusaloka_plain', {Add(NpgsqlDbType.Text, plain)}))";
    }

    private IEnumerable<string> BaseConditions()
    {
        if (Words is not null)
        {
            yield return Fit switch
            {
                TextFit.Similar => $"(s.document @@ {Words} or s.trip_id = any (array(select f.trip_id from trip_search_similar({Typed}, {MaxSimilar}) f)))",
                TextFit.Named => Plain($"s.heading @@ {Words}"),
                TextFit.Told => $"{Plain($"s.document @@ {Words}")} and not s.heading @@ {Words}",
                _ => $"s.document @@ {Words}",
            };
        }

        if (Point is not null)
            yield return _query.RadiusMeters is { } radius ? $"st_dwithin(s.geog, {Point}, {Add(NpgsqlDbType.Double, (double)radius)})" : "s.geog is not null";
        if (!_query.Languages.IsEmpty)
            yield return $"s.languages && {Add(NpgsqlDbType.Array | NpgsqlDbType.Text, _query.Languages.ToArray())}";
        if (HasDates)
        {
            yield return _dates switch
            {
                DatesFit.TripsFirst => $"(select true from departure d where d.trip_id = s.trip_id and {DepartureConditions()} limit 1)",
                DatesFit.Any when !IsShort => $"s.trip_id in (select d.trip_id from departure d where {DepartureConditions()})",
                _ => $"s.trip_id = any (array(select d.trip_id from departure d where {DepartureConditions()}))",
            };
        }

        if (_query.Sort == TripSort.Date)
            yield return "s.next_date is not null";
    }

    // No index serves a condition that is written so.
    private string Plain(string condition) => InOrder ? $"({condition}) is true" : condition;

    private string? RegionCondition() => _query.Regions.IsEmpty ? null
        : $"s.region_key = any ({Add(NpgsqlDbType.Array | NpgsqlDbType.Text, _query.Regions.Select(SearchText.Fold).ToArray())})";

    // Of trips that go in the query's time one of those departures must have the price. What the trip can be had for at all is never above that, and known without looking.
    private string? PriceCondition() => !HasDates || _query is { MinPrice: null, MaxPrice: null }
        ? Between("s.from_price", NpgsqlDbType.Bigint, _query.MinPrice, _query.MaxPrice)
        : string.Join(" and ", new[]
        {
            Between("s.from_price", NpgsqlDbType.Bigint, null, _query.MaxPrice),
            Departs(withMonths: false),
        }.OfType<string>());

    private string? MonthPriceCondition() => _query.Months.IsEmpty || _query is { MinPrice: null, MaxPrice: null } ? null : Departs(withMonths: true);

    private string Departs(bool withMonths) =>
        $"exists (select from departure d where d.trip_id = s.trip_id and {DepartureConditions(withMonths)} {AndPriceOf("s")})";

    private string? DaysCondition() => Between("s.days", NpgsqlDbType.Integer, _query.MinDays, _query.MaxDays);

    private string? DifficultyCondition() => _query.Difficulties.IsEmpty ? null
        : $"s.difficulty = any ({Add(NpgsqlDbType.Array | NpgsqlDbType.Smallint, _query.Difficulties.Select(static one => (short)one).ToArray())})";

    private string? MonthCondition() => _query.Months.IsEmpty ? null : $"s.months & {Add(NpgsqlDbType.Integer, TripMonths.MaskOf(_query.Months))} <> 0";

    private string? TagCondition() => _query.Tags.IsEmpty ? null : $"s.tags @> {Add(NpgsqlDbType.Array | NpgsqlDbType.Text, _query.Tags.ToArray())}";

    private string[] MonthNames() => [.. _query.Months.Select(static month => month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture))];

    private string? Between<T>(string column, NpgsqlDbType type, T? least, T? most)
        where T : struct
    {
        var parts = new List<string>();
        if (least is { } from)
            parts.Add($"{column} >= {Add(type, from)}");
        if (most is { } to)
            parts.Add($"{column} <= {Add(type, to)}");
        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }
}
