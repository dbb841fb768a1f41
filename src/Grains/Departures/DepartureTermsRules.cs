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
    /// <param name="groupTime">How long before its first day a departure that needs a group is decided when nothing is said.</param>
    /// <param name="before">What was said until now; null for a new departure, whose cut-off must not be over.</param>
    /// <param name="now">When.</param>
    public static Result<DepartureTerms> Parse(SaveDeparture command, TimeSpan groupTime, DepartureTerms? before, DateTimeOffset now)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        CheckNumbers(command, wrong);
        var zone = LocalTime.FindZone(command.TimeZone);
        if (zone is null)
            wrong.Add(new FieldError("/time_zone", "unknown", "There is no time zone of this name in the IANA database, such as Asia/Makassar."));
        if (zone is null || wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());

        var terms = Terms(command, groupTime, zone);
        if (terms.CutOffAt > terms.StartsAt)
            wrong.Add(new FieldError("/cut_off", "too_late", $"Seats are sold until the first day begins, at the latest: {terms.StartsOn:yyyy-MM-dd}T00:00 in {terms.TimeZone}."));
        else if (terms.MinPeople > 1 && terms.CutOffAt == terms.StartsAt)
            wrong.Add(new FieldError("/cut_off", "too_late", $"Whether {terms.MinPeople} people come is decided at the cut-off, so it is before the first day begins: before {terms.StartsOn:yyyy-MM-dd}T00:00 in {terms.TimeZone}."));
        // Who has a departure may end its sale at once by saying so, and not by saying something else.
        if (terms.CutOffAt <= now && (before is null || (command.CutOff is null && now < before.CutOffAt)))
            wrong.Add(new FieldError("/cut_off", "past", "The departure sells seats for some time: its cut-off, by default the beginning of its first day or, with min_people above 1, a time before that, must be in the future."));
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
        else if (command.MinPeople < 1 || command.MinPeople > command.Capacity)
            wrong.Add(new FieldError("/min_people", "out_of_range", "min_people is 1 to capacity."));
        if (command.OwnPrice is { } price && (price.Currency != Currency.Idr || price.Units < 1 || price > DepartureLimits.MaxPrice))
            wrong.Add(new FieldError("/price", "out_of_range", $"price is 1 to {DepartureLimits.MaxPrice.Units} rupiah, or null for the trip's prices."));
        if (command.CutOff is { } cutOff && (cutOff.Date < First || cutOff.Date > Last))
            wrong.Add(new FieldError("/cut_off", "out_of_range", $"cut_off is a time from {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}."));
    }

    private static DepartureTerms Terms(SaveDeparture command, TimeSpan groupTime, TimeZoneInfo zone)
    {
        var begins = Midnight(command.StartsOn);
        var cutOff = command.CutOff ?? (command.MinPeople > 1 ? Before(begins, groupTime) : begins);
        cutOff = cutOff with { Time = new TimeOnly(cutOff.Time.Hour, cutOff.Time.Minute, cutOff.Time.Second) };
        return new DepartureTerms(
            command.TripId, command.GuideId, command.StartsOn, command.StartsOn.AddDays(command.Days - 1), zone.Id, LocalTime.ToInstant(begins, zone),
            LocalTime.ToInstant(Midnight(command.StartsOn.AddDays(command.Days)), zone), cutOff, LocalTime.ToInstant(cutOff, zone),
            command.Capacity, command.MinPeople, command.OwnPrice);
    }

    private static LocalDateTime Before(LocalDateTime shown, TimeSpan time)
    {
        var earlier = shown.Date.ToDateTime(shown.Time) - time;
        return new LocalDateTime(DateOnly.FromDateTime(earlier), TimeOnly.FromDateTime(earlier));
    }

    private static LocalDateTime Midnight(DateOnly day) => new(day, TimeOnly.MinValue);
}
