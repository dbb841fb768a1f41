using Nusaloka.Payments;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>Each command to a payment of each status: it moves, or it is refused and changes nothing that is stored.</summary>
public sealed class PaymentCommandTests(PaymentCluster payments) : IClassFixture<PaymentCluster>
{
    private static readonly ConfirmPayment Confirm = new(new PaymentSource("sandbox", null, null, null));

    /// <summary>The commands, and where each of them is allowed.</summary>
    private static readonly Dictionary<string, PaymentStatus[]> Allowed = new()
    {
        ["confirm"] = [PaymentStatus.RequiresPaymentMethod, PaymentStatus.RequiresConfirmation],
        ["capture"] = [PaymentStatus.RequiresCapture],
        ["cancel"] =
        [
            PaymentStatus.RequiresPaymentMethod, PaymentStatus.RequiresConfirmation, PaymentStatus.RequiresAction, PaymentStatus.RequiresCapture,
        ],
        ["refund"] = [PaymentStatus.Succeeded],
        ["release"] = [PaymentStatus.Succeeded],
        ["make another under its id"] = [],
        ["resolve what is not there"] = [],
    };

    public static TheoryData<PaymentStatus, string> Pairs()
    {
        var pairs = new TheoryData<PaymentStatus, string>();
        foreach (var status in Enum.GetValues<PaymentStatus>())
        {
            foreach (var command in Allowed.Keys)
                pairs.Add(status, command);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Command_InEachStatus_MovesOrIsRefusedAndChangesNothing(PaymentStatus status, string command)
    {
        var id = await InAsync(status);
        var before = await StoredAsync(id);

        var error = await DoAsync(id, command);

        var after = await StoredAsync(id);
        if (Allowed[command].Contains(status))
        {
            Assert.Null(error);
            Assert.NotEqual(before, after);
            return;
        }

        // Who cancels again is told that it is so.
        Assert.Equal((status, command) == (PaymentStatus.Canceled, "cancel"), error is null);
        Assert.Equal(before, after);
    }

    private async Task<Guid> InAsync(PaymentStatus status)
    {
        var id = await (status switch
        {
            PaymentStatus.RequiresPaymentMethod => payments.PayAsync("siti", 1_000, token: ScriptedGateway.Declined),
            PaymentStatus.RequiresAction => payments.PayAsync("siti", 1_000, token: ScriptedGateway.Asks),
            PaymentStatus.Processing => payments.PayAsync("siti", 1_000, token: ScriptedGateway.Waits),
            PaymentStatus.RequiresCapture => payments.PayAsync("siti", 1_000, capture: CaptureMode.Manual),
            PaymentStatus.Succeeded => payments.PayAsync("siti", 1_000),
            _ => payments.CreateAsync("siti", 1_000),
        });
        if (status == PaymentStatus.Canceled)
            Assert.True((await payments.Payment(id).CancelAsync()).IsSuccess);
        // Whoever hears of it has done what it does.
        await payments.AgeAsync(TimeSpan.Zero);
        Assert.Equal(status, (await payments.GetAsync(id)).Status);
        return id;
    }

    private async Task<Error?> DoAsync(Guid id, string command)
    {
        var payment = payments.Payment(id);
        return command switch
        {
            "confirm" => (await payment.ConfirmAsync(Confirm)).Error,
            "capture" => (await payment.CaptureAsync(new CapturePayment(null, "k", "f"))).Error,
            "cancel" => (await payment.CancelAsync()).Error,
            "refund" => (await payment.RefundAsync(new RefundPayment(null, "", "k", "f"))).Error,
            "release" => (await payment.ReleaseAsync(new ReleasePayment(Money.Rupiah(1_000)))).Error,
            "make another under its id" => (await payment.CreateAsync(
                new CreatePayment("budi", PaymentPurpose.TopUp, "", Money.Rupiah(2_000), CaptureMode.Automatic, null, "another"))).Error,
            _ => (await payment.ResolveQuarantineAsync(new ResolveQuarantine(Guid.Empty, QuarantineResolution.Refund, "petugas"))).Error,
        };
    }

    /// <summary>All that is stored of it, how often it was written, what the lists show, and how often the gateway was told.</summary>
    private async Task<string> StoredAsync(Guid id)
    {
        var stored = await payments.Database.ScalarAsync<string>(
            "select version || ' ' || state::text || ' ' || (select p::text from payment p where p.id = g.id) from grain_state g where kind = 'payment' and id = $1",
            id.ToString());
        return $"{stored} {payments.Gateway.Creations(id)}";
    }
}
