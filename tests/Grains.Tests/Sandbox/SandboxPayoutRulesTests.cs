using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Grains.Sandbox;
using Nusaloka.Payments;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Tests.Sandbox;

public sealed class SandboxPayoutRulesTests
{
    [Theory]
    [InlineData("bca", "8810012345", "Siti Aminah", null)]
    [InlineData("BCA", "8810012345", "Siti Aminah", null)]
    [InlineData("014", "881001", "Siti Aminah", null)]
    [InlineData("BANKJATENGSYARIA", "88100123458810012345", "Siti Aminah", null)]
    [InlineData("b", "8810012345", "Siti Aminah", "/bank_code")]
    [InlineData("BANKJATENGSYARIAH", "8810012345", "Siti Aminah", "/bank_code")]
    [InlineData("bank_jateng", "8810012345", "Siti Aminah", "/bank_code")]
    [InlineData("bca", "88100", "Siti Aminah", "/account_number")]
    [InlineData("bca", "881001234588100123450", "Siti Aminah", "/account_number")]
    [InlineData("bca", "8810012345", " ", "/holder_name")]
    public void Check_AnAccount_TakesWhatAWithdrawalMayGoTo(string bankCode, string number, string holder, string? wrong)
    {
        var refused = SandboxPayoutRules.Check(new CreateSandboxPayout(Money.Rupiah(1_000), bankCode, number, holder));
        var asked = BankAccountRules.Check(new BankAccount(bankCode, number, holder), pointer: "");

        Assert.Equal(wrong, refused?.Fields is [var field] ? field.Pointer : null);
        Assert.Equal(wrong, asked is [var first] ? first.Pointer : null);
        Assert.Equal(wrong is null, refused is null);
    }
}
