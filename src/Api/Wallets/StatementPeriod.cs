using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Wallets;

/// <summary>Which time a statement is wanted of: <c>?from=</c> (included) and <c>?to=</c> (excluded), RFC 3339 with an offset.</summary>
/// <param name="from">The first instant that belongs to it.</param>
/// <param name="to">The first instant that no longer does.</param>
public sealed class StatementPeriod(DateTimeOffset from, DateTimeOffset to) : IEndpointParameterMetadataProvider
{
    private static readonly TimeSpan DefaultLength = TimeSpan.FromDays(30);

    /// <summary>The first instant that belongs to it.</summary>
    public DateTimeOffset From { get; } = from;

    /// <summary>The first instant that no longer does.</summary>
    public DateTimeOffset To { get; } = to;

    /// <summary>Called by the framework.</summary>
    /// <exception cref="RequestRejectedException">An instant cannot be read, or they are the wrong way round.</exception>
    public static ValueTask<StatementPeriod> BindAsync(HttpContext context)
    {
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        // Up to and with this very millisecond, which is as fine as instants are written.
        var to = Read(context, "to") ?? Truncate(clock.GetUtcNow()).AddMilliseconds(1);
        var from = Read(context, "from") ?? to - DefaultLength;
        return from < to
            ? ValueTask.FromResult(new StatementPeriod(from, to))
            : throw RequestRejectedException.Invalid("from", "out_of_range", "from must be earlier than to.");
    }

    /// <summary>Called by the framework: describes the two parameters.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(Document("from", "The first instant that belongs to it; without it 30 days before to.", "2026-01-01T00:00:00Z"));
        builder.Metadata.Add(Document("to", "The first instant that no longer belongs to it; now when left out.", "2026-02-01T00:00:00Z"));
    }

    private static DocumentedParameter Document(string name, string description, string example) =>
        new(name, false, description, example) { Format = "date-time" };

    private static DateTimeOffset? Read(HttpContext context, string name)
    {
        var values = context.Request.Query[name];
        if (values.Count == 0)
            return null;
        // A plus sign that was not escaped arrives as a space; no instant has a space otherwise.
        return values is [{ } text] && Instants.TryParse(text.Replace(' ', '+'), out var instant)
            ? instant
            : throw RequestRejectedException.Invalid(
                name, "wrong_type", $"{name} must be an RFC 3339 instant with an offset, such as 2026-01-31T12:00:00Z.");
    }

    private static DateTimeOffset Truncate(DateTimeOffset instant) =>
        new(instant.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, instant.Offset);
}
