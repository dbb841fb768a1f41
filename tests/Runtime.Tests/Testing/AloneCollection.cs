namespace Nusaloka.Runtime.Tests.Testing;

/// <summary>Test classes that run while no other does, because they take what all tests of the process share, such as its threads.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
