namespace Nusaloka.Api.Tests;

/// <summary>
/// Test classes that run while no other does. OpenTelemetry keeps instruments by name for the whole process, so a server that
/// another test disposes of takes the metrics of this one with it.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
