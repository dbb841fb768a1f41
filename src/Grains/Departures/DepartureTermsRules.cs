using System.Collections.Immutable;
using Nusaloka.Departures;

namespace Nusaloka.Grains.Departures;

/// <summary>Checks what the guide says. Pure.</summary>
internal static class DepartureTermsRules
{
    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2199, 12, 31);

    /// <summary>The terms, or what is wrong with them.</summary>
    /// <param name="command">What the guide says.</param>
    /// <param name="now">For a new departure, whose cut-off must not be over; null for one that is there.</param>
    public static Result<DepartureTerms> Parse(SaveDeparture command, DateTimeOffset? now)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        CheckNumbers(command, wrong);
        var zone = LocalTime.FindZone(command.TimeZone);
        if (zone is null)
            wrong.Add(new FieldError("/time_zone", "unknown", "There is no time zone of this name in the IANA database, such as Asia/Makassar."));
        if (zone is null || wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());

        var terms = Terms(command, zone);
        if (terms.CutOffAt > terms.StartsAt)
            wrong.Add(new FieldError("/cut_off", "too_late", $"Seats are sold until the first day begins, at the latest: {terms.StartsOn:yyyy-MM-dd}T00:00 in {terms.TimeZone}."));
        if (terms.CutOffAt <= now)
            wrong.Add(new FieldError("/cut_off", "past", "A new departure sells seats for some time: its cut-off, by default the beginning of its first day, must be in the future."));
        return wrong.Count > 0 ? Error.Validation(wrong.ToImmutable()) : terms;
    }

    private static void CheckNumbers(SaveDeparture command, ImmutableArray<FieldError>.Builder wrong)
    {
        if (command.StartsOn < First || command.StartsOn > Last)
            wrong.Add(new FieldError("/starts_on", "out_of_range", $"starts_on is a day from {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}."));
        if (command.Days is < 1 or > DepartureLimits.MaxDays)
            wrong.Add(new FieldError("/days", "out_of_range", $"days is 1 to {DepartureLimits.MaxDays}."));
        if (command.Capacity is < 1 or > DepartureLimits.MaxCapacity)
            wrong.Add(new FieldError("/capacity", "out_of_range", $"capacity is 1 to {DepartureLimits.MaxCapacity}."));
        if (command.MinPeople < 1 || command.MinPeople > command.Capacity)
            wrong.Add(new FieldError("/min_people", "out_of_range", "min_people is 1 to capacity."));
        if (command.OwnPrice is { } price && (price.Currency != Currency.Idr || price.Units < 1 || price > DepartureLimits.MaxPrice))
            wrong.Add(new FieldError("/price", "out_of_range", $"price is 1 to {DepartureLimits.MaxPrice.Units} rupiah, or null for the trip's prices."));
        if (command.CutOff is { } cutOff && (cutOff.Year < First.Year || cutOff.Year > Last.Year))
            wrong.Add(new FieldError("/cut_off", "out_of_range", $"cut_off is a time in the years {First.Year} to {Last.Year}."));
    }

    private static DepartureTerms Terms(SaveDeparture command, TimeZoneInfo zone)
    {
        var begins = command.StartsOn.ToDateTime(TimeOnly.MinValue);
        var startsAt = LocalTime.ToInstant(begins, zone);
        // Whole microseconds are what PostgreSQL keeps.
        var cutOff = DateTime.SpecifyKind(command.CutOff ?? begins, DateTimeKind.Unspecified);
        cutOff = cutOff.AddTicks(-(cutOff.Ticks % TimeSpan.TicksPerMicrosecond));
        return new DepartureTerms(
            command.TripId, command.GuideId, command.StartsOn, command.StartsOn.AddDays(command.Days - 1), zone.Id, startsAt,
            LocalTime.ToInstant(begins.AddDays(command.Days), zone), cutOff, LocalTime.ToInstant(cutOff, zone),
            command.Capacity, command.MinPeople, command.OwnPrice);
    }
}
