using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Load;

namespace Nusaloka.Scenarios.Accounts;

/// <summary>The checker sees what it is there to see.</summary>
public sealed class RegistrationCheckerTests
{
    private static readonly Operation Register = new("daftar", OperationKind.Registration, new Person("", "calon@contoh.id", ""));
    private static readonly RegisteredAccount Account = new("x", "calon@contoh.id", HasWallet: true);

    [Fact]
    public void Check_WelcomedAndThere_FindsNothing() => Assert.Empty(RegistrationChecker.Check(Welcomed().Operations, [Account]));

    [Fact]
    public void Check_UnknownThenTaken_FindsNothing()
    {
        var history = new HistoryBuilder().Unknown(Register).Refused(Register, "email_taken");

        Assert.Empty(RegistrationChecker.Check(history.Operations, [Account]));
        Assert.Empty(RegistrationChecker.Check(history.Operations, []));
    }

    [Fact]
    public void Check_WelcomedAndMissing_IsFound() =>
        Assert.StartsWith("daftar was answered", Assert.Single(RegistrationChecker.Check(Welcomed().Operations, [])), StringComparison.Ordinal);

    [Fact]
    public void Check_WelcomedAndAnothersAccount_IsFound() =>
        Assert.Single(RegistrationChecker.Check(Welcomed().Operations, [Account with { Id = "y" }]));

    [Fact]
    public void Check_TwoAccountsOfOneAddress_IsFound() => Assert.Equal(
        ["calon@contoh.id has 2 accounts."], RegistrationChecker.Check(Welcomed().Operations, [Account, Account with { Id = "y" }]));

    [Fact]
    public void Check_AccountWithoutWallet_IsFound() => Assert.Equal(
        ["Account x of calon@contoh.id has no wallet."], RegistrationChecker.Check(Welcomed().Operations, [Account with { HasWallet = false }]));

    [Fact]
    public void Check_RefusedWithoutReason_IsFound() => Assert.Single(
        RegistrationChecker.Check(new HistoryBuilder().Refused(Register, "email_taken").Operations, []));

    private static HistoryBuilder Welcomed() => new HistoryBuilder().Done(Register, """{"id":"x"}""");
}
