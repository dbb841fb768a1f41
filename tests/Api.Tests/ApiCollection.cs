namespace Nusaloka.Api.Tests;

/// <summary>Test classes of this collection share one server.</summary>
[CollectionDefinition(Name)]
public sealed class ApiCollection : ICollectionFixture<ApiServer>
{
    public const string Name = "API";
}
