namespace Nusaloka.Grains.Abstractions.Tests.Contracts;

/// <summary>The checker sees what it is for.</summary>
public sealed class ContractCheckerTests
{
    [Theory]
    [InlineData(typeof(IMutableMessageGrain), "property Name has a setter")]
    [InlineData(typeof(IMutableMessageGrain), "field Count is not read-only")]
    [InlineData(typeof(IMutableMessageGrain), "MutableMessage is not a record")]
    [InlineData(typeof(IOpenRecordGrain), "is not a sealed record or a readonly record struct")]
    [InlineData(typeof(IOpenRecordGrain), "OpenRecord has no [Immutable]")]
    [InlineData(typeof(IOpenRecordGrain), "OpenRecord has no [GenerateSerializer]")]
    [InlineData(typeof(IOpenRecordGrain), "OpenRecord has no [Alias]")]
    [InlineData(typeof(IListGrain), "carries List`1")]
    [InlineData(typeof(IListGrain), "carries Byte[]")]
    [InlineData(typeof(IListGrain), "carries DateTime")]
    [InlineData(typeof(IIdsGrain), "property Second has no [Id]")]
    [InlineData(typeof(IIdsGrain), "has the ids 0, 0, 3 and not 0 to 2")]
    [InlineData(typeof(IIdsGrain), "has the alias same of")]
    [InlineData(typeof(IIdsGrain), "which must end in `1")]
    [InlineData(typeof(IMethodsGrain), "Get does not end in Async")]
    [InlineData(typeof(IMethodsGrain), "Get has no [Alias]")]
    [InlineData(typeof(IMethodsGrain), "Get does not take a CancellationToken")]
    [InlineData(typeof(IMethodsGrain), "EarlyAsync does not take a CancellationToken as its last parameter")]
    [InlineData(typeof(IMethodsGrain), "returns ValueTask")]
    [InlineData(typeof(IMethodsGrain), "AnyAsync is generic")]
    [InlineData(typeof(IMethodsGrain), "has 2 methods with the alias Twice")]
    [InlineData(typeof(IGuidKeys), "is not an IGrainWithStringKey")]
    [InlineData(typeof(IGuidKeys), "is not named I…Grain")]
    [InlineData(typeof(IGuidKeys), "IGuidKeys has no [Alias]")]
    public void Checker_ContractThatBreaksARule_SaysWhich(Type contract, string problem)
    {
        var checker = new ContractChecker();

        checker.CheckInterface(contract);

        Assert.Contains(checker.Problems, found => found.Contains(problem, StringComparison.Ordinal));
    }
}
