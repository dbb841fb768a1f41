namespace Nusaloka.Persistence.Projections;

/// <summary>A projection that was rebuilt.</summary>
/// <param name="Kind">Kind of the states it shows.</param>
/// <param name="Projection">Its type.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="States">How many states were replayed.</param>
public sealed record RebuiltProjection(string Kind, string Projection, IReadOnlyList<string> Tables, long States);
