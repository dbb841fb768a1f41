using System.Collections.Immutable;

namespace Nusaloka.Grains.Privacy;

/// <summary>
/// Deletes the rows of identifiers that nobody has any more. Such a row says nothing but its own key, and that is the address or number.
/// A cleared state keeps its row, so that versions never repeat: so it is deleted only after a day, when no activation that knew it is
/// left. One grain; key: <see cref="Key"/>.
/// </summary>
[Alias("nusaloka.IErasureGrain")]
internal interface IErasureGrain : IGrainWithStringKey
{
    /// <summary>The key of the only instance.</summary>
    const string Key = "identifiers";

    /// <summary>Remembers keys of identifiers that were freed. Repeating it does nothing more.</summary>
    [Alias("Schedule")]
    Task ScheduleAsync(ImmutableArray<string> identifierKeys, CancellationToken cancellationToken = default);
}
