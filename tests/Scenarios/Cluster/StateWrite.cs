namespace Nusaloka.Scenarios.Cluster;

/// <summary>A write of a grain's state, as the database saw it.</summary>
/// <param name="Kind">The grain's kind.</param>
/// <param name="Id">The grain.</param>
/// <param name="Before">The version that was there; null when there was none.</param>
/// <param name="After">The version that it wrote; null when the row was deleted.</param>
/// <param name="Connection">The connection, which belongs to one silo.</param>
internal sealed record StateWrite(string Kind, string Id, long? Before, long? After, int Connection);
