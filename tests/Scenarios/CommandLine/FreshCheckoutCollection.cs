namespace Nusaloka.Scenarios.CommandLine;

/// <summary>Tests that share one fresh checkout, because building it takes a while.</summary>
[CollectionDefinition(Name)]
public sealed class FreshCheckoutCollection : ICollectionFixture<FreshCheckout>
{
    public const string Name = "fresh checkout";
}
