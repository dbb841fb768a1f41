namespace Nusaloka.Runtime.Metrics;

/// <summary>What one silo does with the grains of one type.</summary>
/// <param name="GrainType">The grain type.</param>
/// <param name="Activations">How many activations there are.</param>
/// <param name="Waiting">How many requests wait at them in all.</param>
/// <param name="LongestMailbox">How many wait at the busiest one.</param>
/// <param name="Calls">Requests served since the silo started.</param>
/// <param name="Errors">Of those, how many ended in an exception.</param>
public sealed record GrainStatistics(string GrainType, int Activations, int Waiting, int LongestMailbox, long Calls, long Errors);
