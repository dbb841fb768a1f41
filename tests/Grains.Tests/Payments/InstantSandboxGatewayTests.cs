using Nusaloka.Grains.Payments;

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
        var charge = await new InstantSandboxGateway().ChargeAsync(Id, Money.Rupiah(units), CancellationToken.None);

        Assert.Equal(approved, charge.IsApproved);
    }

    [Fact]
    public async Task Charge_OneIdTwice_AnswersTheSame()
    {
        var gateway = new InstantSandboxGateway();

        var first = await gateway.ChargeAsync(Id, Money.Rupiah(5), CancellationToken.None);

        Assert.Equal(first, await gateway.ChargeAsync(Id, Money.Rupiah(5), CancellationToken.None));
    }
}
