using Nusaloka.Operations;

namespace Nusaloka.Api.Operations;

/// <summary>The reminders in the database, counted.</summary>
/// <param name="Data">The items, those with the most overdue ones first.</param>
public sealed record RemindersResponse(IReadOnlyList<ReminderResponse> Data);

/// <summary>The reminders of one name that grains of one kind have.</summary>
/// <param name="Kind">The grain type.</param>
/// <param name="Name">The reminder's name.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Overdue">How many should have been served more than seconds ago.</param>
/// <param name="NextDueAt">When the first of them is due.</param>
public sealed record ReminderResponse(string Kind, string Name, long Count, long Overdue, DateTimeOffset NextDueAt)
{
    /// <summary>As the API says it.</summary>
    public static ReminderResponse Of(ReminderFigures reminder) =>
        new(reminder.Kind, reminder.Name, reminder.Count, reminder.Overdue, reminder.NextDueAt);
}

/// <summary>One page of dead letters.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record DeadLettersResponse(IReadOnlyList<DeadLetterResponse> Data, string? NextCursor);

/// <summary>An event that failed every attempt to deliver it.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Type">The event type.</param>
/// <param name="SourceKind">The kind of the grain that it is about.</param>
/// <param name="SourceId">The key of that grain.</param>
/// <param name="Attempts">Attempts that failed.</param>
/// <param name="LastError">Why the last one failed.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="DiedAt">When it was put aside.</param>
public sealed record DeadLetterResponse(
    string EventId, string Type, string SourceKind, string SourceId, int Attempts, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset DiedAt)
{
    /// <summary>As the API says it.</summary>
    public static DeadLetterResponse Of(DeadLetter letter) => new(
        letter.EventId.ToString(), letter.Type, letter.SourceKind, letter.SourceId, letter.Attempts, letter.LastError, letter.CreatedAt, letter.DiedAt);
}
