namespace Nusaloka.Grains.Reports;

/// <summary>A page of accounts that were compared.</summary>
/// <param name="Wrong">The ids of those that the list does not show as they are.</param>
/// <param name="Open">How many open accounts are on it.</param>
/// <param name="Last">The last id of a page that was full; null when there is nothing behind it.</param>
internal sealed record SyncPage(IReadOnlyList<string> Wrong, long Open, string? Last);
