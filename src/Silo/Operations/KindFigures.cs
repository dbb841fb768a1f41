namespace Nusaloka.Silo.Operations;

/// <summary>What one silo does with the grains of one kind.</summary>
/// <param name="Kind">The grain type, such as wallet.</param>
/// <param name="Activations">How many activations there are.</param>
/// <param name="Waiting">How many requests wait at them in all.</param>
/// <param name="LongestMailbox">How many wait at the busiest one.</param>
public sealed record KindFigures(string Kind, int Activations, int Waiting, int LongestMailbox);
