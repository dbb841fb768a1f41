using Microsoft.Extensions.Options;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Sandbox;

namespace Nusaloka.Grains.Tests.Payments;

public sealed class InstantSandboxGatewayTests
{
    private static readonly Guid Id = new("0198c5a0-0000-7000-8000-000000000001");

    [Theory]
    [InlineData(1, true)]
    [InlineData(150_000, true)]
    [InlineData(402, false)]
    [InlineData(10_402, false)]
    [InlineData(402_000, true)]
    public async Task Charge_Amount_DeclinesWhatEndsIn402(long units, bool approved)
    {
        var charge = await Gateway(isEnabled: true).ChargeAsync(Id, Money.Rupiah(units), CancellationToken.None);

        Assert.Equal(approved, charge.IsApproved);
    }

    [Fact]
    public async Task Charge_OneIdTwice_AnswersTheSame()
    {
        var gateway = Gateway(isEnabled: true);

        var first = await gateway.ChargeAsync(Id, Money.Rupiah(5), CancellationToken.None);

        Assert.Equal(first, await gateway.ChargeAsync(Id, Money.Rupiah(5), CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public void IsOpen_IsThatOfTheSandbox(bool? isEnabled) => Assert.Equal(isEnabled == true, Gateway(isEnabled).IsOpen);

    private static InstantSandboxGateway Gateway(bool? isEnabled) => new(new SandboxSettings(Options.Create(new SandboxOptions { IsEnabled = isEnabled })));
}
