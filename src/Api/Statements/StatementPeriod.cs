using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Statements;

/// <summary>
/// Which time a statement is wanted of: <c>?from=</c> (included) and <c>?to=</c> (excluded), or <c>?month=</c>; days and months are
/// those of <c>?zone=</c>.
/// </summary>
/// <param name="from">The first instant that belongs to it.</param>
/// <param name="to">The first instant that no longer does.</param>
/// <param name="zone">Whose clocks it is written in.</param>
public sealed class StatementPeriod(DateTimeOffset from, DateTimeOffset to, IndonesianZone zone) : IEndpointParameterMetadataProvider
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string MonthFormat = "yyyy-MM";

    private static readonly TimeSpan DefaultLength = TimeSpan.FromDays(30);

    /// <summary>Entries have the ledger's time, which may be ahead of ours by some milliseconds: whoever has just paid sees it.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(1);

    /// <summary>The first instant that belongs to it.</summary>
    public DateTimeOffset From { get; } = from;

    /// <summary>The first instant that no longer does.</summary>
    public DateTimeOffset To { get; } = to;

    /// <summary>Whose clocks it is written in.</summary>
    public IndonesianZone Zone { get; } = zone;

    /// <summary>Called by the framework.</summary>
    /// <exception cref="RequestRejectedException">A parameter cannot be read, or they contradict one another.</exception>
    public static ValueTask<StatementPeriod> BindAsync(HttpContext context) => ValueTask.FromResult(
        Parse(context.Request.Query, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));

    /// <summary>Called by the framework: describes the parameters.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new DocumentedParameter("from", false,
            "The first instant that belongs to it, or a day; without it 30 days before to.", "2026-01-01T00:00:00+07:00"));
        builder.Metadata.Add(new DocumentedParameter("to", false,
            "The first instant that no longer belongs to it, or the first day; a second from now when left out.", "2026-02-01"));
        builder.Metadata.Add(new DocumentedParameter("month", false, "A whole month, instead of from and to.", "") { MaxLength = 7 });
        builder.Metadata.Add(new DocumentedParameter("zone", false,
            "Where days and months begin: Asia/Jakarta (WIB, the default), Asia/Makassar (WITA) or Asia/Jayapura (WIT).", "Asia/Makassar"));
    }

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="RequestRejectedException">A parameter cannot be read, or they contradict one another.</exception>
    public static StatementPeriod Parse(IQueryCollection query, DateTimeOffset now)
    {
        var zone = ReadZone(query);
        if (query.ContainsKey("month"))
            return ReadMonth(query, zone);

        // In milliseconds, which is as fine as instants are written.
        var to = ReadInstant(query, "to", zone) ?? Truncate(now) + ClocksDiffer;
        var from = ReadInstant(query, "from", zone) ?? to - DefaultLength;
        return from < to
            ? new StatementPeriod(from, to, zone)
            : throw RequestRejectedException.Invalid("from", "out_of_range", "from must be earlier than to.");
    }

    private static IndonesianZone ReadZone(IQueryCollection query) => !query.TryGetValue("zone", out var values)
        ? IndonesianZone.Western
        : values is [{ } text] && IndonesianZone.Find(text) is { } zone
            ? zone
            : throw RequestRejectedException.Invalid(
                "zone", "not_allowed", "zone must be Asia/Jakarta, Asia/Makassar or Asia/Jayapura, or WIB, WITA or WIT.");

    private static StatementPeriod ReadMonth(IQueryCollection query, IndonesianZone zone)
    {
        if (query.ContainsKey("from") || query.ContainsKey("to"))
            throw RequestRejectedException.Invalid("month", "not_allowed", "month stands for from and to: give either.");
        if (query["month"] is not [{ } text] || !TryReadDay(text, MonthFormat, out var first))
            throw RequestRejectedException.Invalid("month", "wrong_type", "month must be a year and a month, such as 2026-01.");
        return new StatementPeriod(zone.StartOf(first), zone.StartOf(first.AddMonths(1)), zone);
    }

    private static DateTimeOffset? ReadInstant(IQueryCollection query, string name, IndonesianZone zone)
    {
        if (!query.TryGetValue(name, out var values))
            return null;
        if (values is [{ } text])
        {
            if (TryReadDay(text, DayFormat, out var day))
                return zone.StartOf(day);
            // A plus sign that was not escaped arrives as a space; no instant has a space otherwise.
            if (Instants.TryParse(text.Replace(' ', '+'), out var instant))
                return instant;
        }

        throw RequestRejectedException.Invalid(
            name, "wrong_type", $"{name} must be a day such as 2026-01-31, or an RFC 3339 instant with an offset such as 2026-01-31T12:00:00Z.");
    }

    /// <summary>The same years as <see cref="Instants.TryParse"/> reads.</summary>
    private static bool TryReadDay(string text, string format, out DateOnly day) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 1900 and < 9000;

    private static DateTimeOffset Truncate(DateTimeOffset instant) =>
        new(instant.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, instant.Offset);
}
