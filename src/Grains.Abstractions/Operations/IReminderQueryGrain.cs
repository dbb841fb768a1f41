using System.Collections.Immutable;

namespace Nusaloka.Operations;

/// <summary>Looks at the reminders in the database. A stateless worker; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IReminderQueryGrain")]
public interface IReminderQueryGrain : IGrainWithStringKey
{
    /// <summary>Counts by grain kind and name, those with the most overdue ones first; at most 100.</summary>
    [Alias("GetFigures")]
    Task<ImmutableArray<ReminderFigures>> GetFiguresAsync(CancellationToken cancellationToken = default);
}
