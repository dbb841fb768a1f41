namespace Nusaloka.Scenarios.Load;

/// <summary>Something that the scenario did to the system, on the clock of the history.</summary>
internal sealed record HistoryMark(TimeSpan At, string What);
