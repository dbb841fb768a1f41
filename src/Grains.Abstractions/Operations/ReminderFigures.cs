namespace Nusaloka.Operations;

/// <summary>The reminders of one name that grains of one kind have.</summary>
/// <param name="Kind">The grain type.</param>
/// <param name="Name">The reminder's name.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Overdue">How many should have been served already, some seconds of grace aside.</param>
/// <param name="NextDueAt">When the first of them is due.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReminderFigures")]
public sealed record ReminderFigures(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Name,
    [property: Id(2)] long Count,
    [property: Id(3)] long Overdue,
    [property: Id(4)] DateTimeOffset NextDueAt);
