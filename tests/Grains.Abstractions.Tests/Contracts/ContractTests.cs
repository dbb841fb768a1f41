using System.Reflection;
using Nusaloka.Accounts;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Abstractions.Tests.Contracts;

/// <summary>All grain interfaces of the product, and all that can be reached from them.</summary>
public sealed class ContractTests
{
    [Fact]
    public void GrainInterfaces_EveryMessage_IsImmutableAndHasAWireForm()
    {
        var checker = new ContractChecker();

        foreach (var contract in ProductInterfaces())
            checker.CheckInterface(contract);

        Assert.True(checker.Problems.IsEmpty, $"{checker.Problems.Length} problems:\n{string.Join('\n', checker.Problems)}");
    }

    [Fact]
    public void GrainInterfaces_Walked_ReachesWhatIsNestedAndGeneric()
    {
        var checker = new ContractChecker();

        foreach (var contract in ProductInterfaces())
            checker.CheckInterface(contract);

        Assert.Contains(typeof(IWalletGrain), ProductInterfaces());
        Assert.Superset(
            new HashSet<Type> { typeof(Result<>), typeof(Page<>), typeof(FieldError), typeof(ErrorKind), typeof(StatementEntry), typeof(Money), typeof(Currency) },
            checker.Seen.ToHashSet());
    }

    /// <summary>A message that no grain sends yet is checked, too: whoever uses it first finds it good.</summary>
    [Fact]
    public void MarkedTypes_OfTheContracts_AreAllReachedFromGrains()
    {
        var checker = new ContractChecker();
        foreach (var contract in ProductInterfaces())
            checker.CheckInterface(contract);

        var marked = typeof(Account).Assembly.GetTypes().Where(static type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

        Assert.Empty(marked.Except(checker.Seen));
    }

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

    [Fact]
    public void Checker_GoodContract_FindsNothing()
    {
        var checker = new ContractChecker();

        checker.CheckInterface(typeof(IGoodGrain));

        Assert.Empty(checker.Problems);
        Assert.Contains(typeof(GoodMessage), checker.Seen);
    }

    private static IEnumerable<Type> ProductInterfaces() => new[] { typeof(Account).Assembly, Assembly.Load("Nusaloka.Persistence") }
        .SelectMany(ContractChecker.GrainInterfaces);
}
