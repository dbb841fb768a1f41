using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Grains.Sandbox;
using Nusaloka.Payments;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Tests.Sandbox;

public sealed class SandboxRulesTests
{
    private const string Id = "0198c5a0-1111-7000-8000-000000000001";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 5, 0, 0, TimeSpan.Zero);

    private static readonly string[] Commands = ["pay", "decline", "approve", "refuse", "capture", "cancel", "refund"];

    [Theory]
    [InlineData("pay", "pay", "succeeded")]
    [InlineData("pay", "decline", "declined")]
    [InlineData("pay", "cancel", "canceled")]
    [InlineData("confirm", "approve", "succeeded")]
    [InlineData("confirm", "refuse", "declined")]
    [InlineData("confirm", "cancel", "canceled")]
    [InlineData("authorized", "capture", "succeeded")]
    [InlineData("authorized", "cancel", "canceled")]
    [InlineData("captured", "capture", "same")]
    [InlineData("succeeded", "refund", "succeeded")]
    [InlineData("captured", "refund", "succeeded")]
    [InlineData("canceled", "cancel", "same")]
    public void Command_WhereItIsAllowed_Moves(string from, string command, string to)
    {
        var state = At(from);

        var next = Do(state, command);

        Assert.True(next.IsSuccess, next.Error?.Code);
        if (to == "same")
        {
            Assert.Same(state, next.Value);
            return;
        }

        Assert.Equal(to, Word(next.Value.Status));
        Assert.NotEmpty(next.Value.PendingEvents);
    }

    [Fact]
    public void Command_WhereItIsNotAllowed_ChangesNothing()
    {
        string[] allowed =
        [
            "pay pay", "pay decline", "pay cancel", "confirm approve", "confirm refuse", "confirm cancel", "authorized capture", "authorized cancel",
            "captured capture", "captured refund", "succeeded refund", "canceled cancel",
        ];
        var refused =
            from state in new[] { "pay", "confirm", "processing", "authorized", "captured", "succeeded", "declined", "canceled" }
            from command in Commands
            where !allowed.Contains($"{state} {command}")
            select (state, command);

        Assert.All(refused, pair => Assert.Equal(SandboxErrors.NotNow, Do(At(pair.state), pair.command).Error));
        Assert.All(Commands, command => Assert.Equal(SandboxErrors.NotFound, Do(new SandboxPaymentState(), command).Error));
    }

    [Fact]
    public void Refund_AnySequence_NeverMoreThanWasCaptured() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt[]>(),
        amounts =>
        {
            var state = At("succeeded");
            for (var index = 0; index < amounts.Length; index++)
            {
                var refunded = SandboxRules.Refund(state, Id, new RefundSandboxPayment($"refund-{index}", Money.Rupiah(100L * amounts[index].Get)), Now);
                state = refunded.IsSuccess ? refunded.Value : state;
                if (state.Refunded > state.Captured)
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Refund_SameIdAgain_IsTheSameRefundAndOtherwiseRefused()
    {
        var state = SandboxRules.Refund(At("succeeded"), Id, new RefundSandboxPayment("refund-1", Money.Rupiah(400)), Now).Value!;

        Assert.Same(state, SandboxRules.Refund(state, Id, new RefundSandboxPayment("refund-1", Money.Rupiah(400)), Now).Value);
        Assert.Equal(SandboxErrors.IdTaken, SandboxRules.Refund(state, Id, new RefundSandboxPayment("refund-1", Money.Rupiah(500)), Now).Error);
        Assert.Equal(SandboxErrors.TooMuch, SandboxRules.Refund(state, Id, new RefundSandboxPayment("refund-2", Money.Rupiah(601)), Now).Error);
    }

    [Fact]
    public void Refund_ThatFails_GivesTheMoneyBackToBeRefunded()
    {
        var asked = SandboxRules.Refund(At("succeeded", amount: 1_424), Id, new RefundSandboxPayment("refund-1", Money.Rupiah(1_424)), Now).Value!;
        var failed = SandboxRules.Advance(asked, Id, Now.AddSeconds(1));

        Assert.Equal((RefundStatus.Pending, Money.Rupiah(1_424)), (asked.Refunds[0].Status, asked.Refunded));
        Assert.Equal((RefundStatus.Failed, "account_closed", Money.Rupiah(0)), (failed.Refunds[0].Status, failed.Refunds[0].FailureCode, failed.Refunded));
    }

    [Fact]
    public void Capture_MoreThanAuthorized_IsRefused()
    {
        Assert.Equal(SandboxErrors.TooMuch, SandboxRules.Capture(At("authorized"), Id, Money.Rupiah(1_001), Now).Error);
        Assert.Equal(SandboxErrors.TooMuch, SandboxRules.Capture(At("authorized"), Id, Money.Rupiah(0), Now).Error);
        Assert.Equal(Money.Rupiah(1), SandboxRules.Capture(At("authorized"), Id, Money.Rupiah(1), Now).Value?.Captured);
    }

    [Theory]
    [InlineData(0, "", "https://a")]
    [InlineData(-1, "", "https://a")]
    [InlineData(10_000_000_001, "", "https://a")]
    [InlineData(1, "crypto", "https://a")]
    [InlineData(1, "", "javascript:alert(1)")]
    [InlineData(1, "", "/relative")]
    public void Check_NoOrder_IsRefused(long amount, string channel, string returnUrl) =>
        Assert.NotNull(SandboxRules.Check(Order(amount) with { Channel = channel.Length == 0 ? null : channel, ReturnUrl = returnUrl }));

    [Fact]
    public void Create_SameAgain_IsTheSameAndOtherwiseRefused()
    {
        var state = At("pay");

        Assert.Same(state, SandboxRules.Create(state, Id, Order(1_000), Now.AddMinutes(1)).Value);
        Assert.Equal(SandboxErrors.IdTaken, SandboxRules.Create(state, Id, Order(1_001), Now).Error);
        Assert.Equal(SandboxErrors.IdTaken, SandboxRules.Create(state, Id, Order(1_000) with { ManualCapture = true }, Now).Error);
    }

    [Theory]
    [InlineData(1_000, "payment.succeeded")]
    [InlineData(1_202, "payment.processing, +5 payment.succeeded")]
    [InlineData(1_208, "payment.succeeded x10")]
    [InlineData(1_401, "payment.succeeded forged, payment.succeeded @1")]
    [InlineData(1_402, "payment.declined")]
    [InlineData(1_409, "payment.succeeded, payment.processing @1")]
    [InlineData(1_417, "payment.succeeded, +1 dispute.opened, dispute.funds_withdrawn, +3 dispute.closed")]
    [InlineData(1_418, "payment.succeeded, +1 dispute.opened, dispute.funds_withdrawn, +3 dispute.closed, dispute.funds_reinstated")]
    [InlineData(1_503, "payment.succeeded @3")]
    public void Instant_Amount_TellsWhatItPlays(long amount, string story)
    {
        var told = new List<string>();
        var state = SandboxRules.Create(new SandboxPaymentState(), Id, Order(amount) with { Channel = "instant" }, Now).Value!;
        told.AddRange(Tell(state, Now));
        while (state.NextDue is { } due)
        {
            state = SandboxRules.Advance(state, Id, due);
            var news = Tell(state, due).ToArray();
            told.Add($"+{(due - Now).TotalSeconds} {news[0]}");
            told.AddRange(news[1..]);
        }

        Assert.Equal(story, string.Join(", ", told));
    }

    [Fact]
    public void OtherAmount_Event_NamesOneRupiahMore()
    {
        var state = SandboxRules.Create(new SandboxPaymentState(), Id, Order(1_406) with { Channel = "instant" }, Now).Value!;

        var body = JsonNode.Parse(((SandboxWebhook)state.PendingEvents[0].Payload).Body)!["data"]!["object"]!;
        Assert.Equal((1_407L, 1_407L, 1_406L), ((long)body["amount"]!, (long)body["amount_captured"]!, state.Amount.Units));
    }

    [Fact]
    public void LatePayment_Canceled_SucceedsAllTheSame()
    {
        var canceled = SandboxRules.Cancel(At("pay", amount: 1_410), Id, Now).Value!;

        var late = SandboxRules.Advance(canceled, Id, Now.AddSeconds(2));

        Assert.Equal((SandboxStatus.Canceled, SandboxStatus.Succeeded), (canceled.Status, late.Status));
        Assert.Equal(Money.Rupiah(1_410), late.Captured);
    }

    [Theory]
    [InlineData("pay", 3600)]
    [InlineData("confirm", 3600)]
    [InlineData("authorized", 604_800)]
    public void Advance_NobodyActs_Expires(string from, int seconds)
    {
        var state = At(from);

        Assert.Equal(state.Status, SandboxRules.Advance(state, Id, Now.AddSeconds(seconds - 1)).Status);
        var expired = SandboxRules.Advance(state, Id, Now.AddSeconds(seconds));
        Assert.Equal((SandboxStatus.Canceled, "expired", null), (expired.Status, expired.FailureCode, expired.NextDue));
    }

    private static IEnumerable<string> Tell(SandboxPaymentState state, DateTimeOffset now) => state.PendingEvents
        .Select(static told => (SandboxWebhook)told.Payload)
        .Select(webhook => (string?)JsonNode.Parse(webhook.Body)!["type"]
            + (webhook.Copies > 1 ? $" x{webhook.Copies}" : "") + (webhook.IsForged ? " forged" : "")
            + (webhook.DueAt > now ? $" @{(webhook.DueAt - now).TotalSeconds}" : ""));

    private static Result<SandboxPaymentState> Do(SandboxPaymentState state, string command) => command switch
    {
        "capture" => SandboxRules.Capture(state, Id, state.Amount, Now),
        "cancel" => SandboxRules.Cancel(state, Id, Now),
        "refund" => SandboxRules.Refund(state, Id, new RefundSandboxPayment("refund-1", Money.Rupiah(1)), Now),
        _ => SandboxRules.Act(state, Id, Enum.Parse<SandboxAction>(command, ignoreCase: true), card: null, Now),
    };

    private static SandboxPaymentState At(string where, long amount = 1_000)
    {
        var order = Order(amount);
        var created = SandboxRules.Create(new SandboxPaymentState(), Id, where switch
        {
            "confirm" => order with { Card = "4000000000003220" },
            "processing" => order with { Card = "4000000000002024" },
            "authorized" or "captured" => order with { Channel = "instant", ManualCapture = true },
            "succeeded" => order with { Channel = "instant" },
            "declined" => order with { Card = "4000000000000002" },
            _ => order,
        }, Now).Value!;
        return where switch
        {
            "captured" => SandboxRules.Capture(created, Id, created.Amount, Now).Value!,
            "canceled" => SandboxRules.Cancel(created, Id, Now).Value!,
            _ => created,
        };
    }

    private static CreateSandboxPayment Order(long amount) => new(
        Money.Rupiah(amount), "Kereta malam", ManualCapture: false, Card: null, Channel: null, "https://app.nusaloka.id/kembali", Now.AddHours(1));

    private static string Word(SandboxStatus status) => status.ToString().ToLowerInvariant();
}
