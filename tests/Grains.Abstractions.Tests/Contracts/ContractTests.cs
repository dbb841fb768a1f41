using System.Reflection;
using Nusaloka.Accounts;
using Nusaloka.Chat;
using Nusaloka.Notifications;
using Nusaloka.Statements;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Abstractions.Tests.Contracts;

/// <summary>All grain interfaces of the product, and all that can be reached from them.</summary>
public sealed class ContractTests
{
    /// <summary>What is sent by streams and by no grain.</summary>
    private static readonly Type[] StreamItems = [typeof(RoomNews), typeof(PresenceNews), typeof(InboxNews), typeof(MembershipNews)];

    [Fact]
    public void GrainInterfaces_EveryMessage_IsImmutableAndHasAWireForm()
    {
        var checker = new ContractChecker();

        foreach (var contract in ProductInterfaces())
            checker.CheckInterface(contract);
        foreach (var item in StreamItems)
            checker.CheckStreamItem(item);

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
        foreach (var item in StreamItems)
            checker.CheckStreamItem(item);

        // Exceptions are thrown across calls and are in no signature; that they arrive is for the runtime's tests.
        var marked = typeof(Account).Assembly.GetTypes().Where(static type =>
            type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.IsAssignableTo(typeof(Exception)));

        Assert.Empty(marked.Except(checker.Seen));
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
