namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>Stands for the end of a process at a certain point.</summary>
internal sealed class ProcessDiedException(string where) : Exception($"As if the process had died before {where}.");
