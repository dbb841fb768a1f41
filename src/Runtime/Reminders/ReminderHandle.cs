using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Reminders;

/// <summary>The handle of a reminder, good until it is given new times. It may be kept in state or sent.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record ReminderHandle([property: Id(0)] GrainId GrainId, [property: Id(1)] string ReminderName, [property: Id(2)] string ETag) : IGrainReminder;
