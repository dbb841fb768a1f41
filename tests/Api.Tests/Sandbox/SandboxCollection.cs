namespace Nusaloka.Api.Tests.Sandbox;

/// <summary>Test classes of this collection share one sandbox.</summary>
[CollectionDefinition(Name)]
public sealed class SandboxCollection : ICollectionFixture<SandboxServer>
{
    public const string Name = "Sandbox";
}
