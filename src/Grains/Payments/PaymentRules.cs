using System.Collections.Immutable;
using System.Text.Json;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments;

/// <summary>The decisions about a payment's commands: pure functions from state and command to the next state.</summary>
internal static class PaymentRules
{
    /// <summary>How long a payment waits for its payer.</summary>
    public static readonly TimeSpan PayerPatience = TimeSpan.FromHours(24);

    /// <summary>How long authorized money waits for capture.</summary>
    public static readonly TimeSpan CapturePatience = TimeSpan.FromDays(7);

    /// <summary>The payer, or staff, gave it up.</summary>
    public const string Requested = "requested_by_customer";

    /// <summary>Its time has come.</summary>
    public const string Expired = "expired";

    /// <summary>A new payment.</summary>
    public static Result<PaymentState> Create(PaymentState state, CreatePayment command, DateTimeOffset now)
    {
        if (state.Exists)
            return PaymentErrors.KeyReused;
        if (Check(command) is { } wrong)
            return wrong;

        var nothing = command.Amount with { Units = 0 };
        return state with
        {
            Exists = true,
            PayerId = command.PayerId,
            Purpose = command.Purpose,
            Subject = command.Subject,
            Amount = command.Amount,
            CaptureMode = command.CaptureMode,
            Source = command.Source,
            Status = command.Source is null ? PaymentStatus.RequiresPaymentMethod : PaymentStatus.RequiresConfirmation,
            AmountCapturable = nothing,
            AmountToCapture = nothing,
            AmountCaptured = nothing,
            Fingerprint = command.Fingerprint,
            ExpiresAt = now + PayerPatience,
            CreatedAt = now,
            UpdatedAt = now,
            PendingEvents = [],
        };
    }

    /// <summary>The payment with a new try that is to be sent to the gateway.</summary>
    public static Result<PaymentState> Confirm(PaymentState state, string id, ConfirmPayment command, DateTimeOffset now)
    {
        if (!state.Exists)
            return PaymentErrors.NotFound;
        if (PaymentTransitions.After(state.Status, state.Step, PaymentCommandKind.Confirm) is not { } next || now >= state.ExpiresAt)
            return PaymentErrors.Status(state.Status, "confirmed");
        // After a decline the old choice is no choice: the same card would be declined again.
        if ((command.Source ?? (state.Status == PaymentStatus.RequiresConfirmation ? state.Source : null)) is not { } chosen)
            return PaymentErrors.MethodRequired;
        if (Check(chosen) is { } wrong)
            return wrong;

        var attempt = new PaymentAttempt(AttemptId(id, state.Attempts.Length), chosen, Reference: null, Reported: null)
        {
            Request = command.Key is { } key ? RequestName(key, command.Fingerprint) : null,
        };
        return Changed(state, now) with
        {
            Status = next,
            Step = PaymentStep.Confirm,
            Source = chosen with { Token = null },
            FailureCode = null,
            Attempts = state.Attempts.Add(attempt),
        };
    }

    /// <summary>The payment as it was before a try that never reached the gateway.</summary>
    public static PaymentState Unconfirm(PaymentState state, DateTimeOffset now) => Changed(state, now) with
    {
        Status = PaymentStatus.RequiresConfirmation,
        Step = PaymentStep.None,
        Source = state.Current?.Source ?? state.Source,
        Attempts = state.Attempts.RemoveAt(state.Attempts.Length - 1),
    };

    /// <summary>The payment whose authorized money is to be taken.</summary>
    public static Result<PaymentState> Capture(PaymentState state, CapturePayment command, bool canBePartial, DateTimeOffset now)
    {
        if (!state.Exists)
            return PaymentErrors.NotFound;
        if (PaymentTransitions.After(state.Status, state.Step, PaymentCommandKind.Capture) is not { } next)
            return PaymentErrors.Status(state.Status, "captured");

        var amount = command.Amount ?? state.AmountCapturable;
        if (amount.Currency != state.Amount.Currency || amount.Units < 1)
            return AmountWrong();
        if (amount > state.AmountCapturable)
            return PaymentErrors.AmountTooLarge(state.AmountCapturable);
        if (amount < state.AmountCapturable && !canBePartial)
            return PaymentErrors.PartialNotSupported(state.Source?.Method ?? "");

        return Changed(state, now) with
        {
            Status = next,
            Step = PaymentStep.Capture,
            AmountToCapture = amount,
            Capture = RequestName(command.Key, command.Fingerprint),
        };
    }

    /// <summary>The payment as it was before a capture that never reached the gateway.</summary>
    public static PaymentState Uncapture(PaymentState state, DateTimeOffset now) => Changed(state, now) with
    {
        Status = PaymentStatus.RequiresCapture,
        Step = PaymentStep.None,
        AmountToCapture = state.Amount with { Units = 0 },
        Capture = null,
    };

    /// <summary>Whether the capture was asked for before: null when none was.</summary>
    public static Result<PaymentState>? Captured(PaymentState state, CapturePayment command)
    {
        if (state.Capture is not { } done || !done.StartsWith(RequestName(command.Key, ""), StringComparison.Ordinal))
            return null;
        return done == RequestName(command.Key, command.Fingerprint) ? state : PaymentErrors.KeyReused;
    }

    /// <summary>Whether the confirmation was asked for before, and that try is not taken back: null when none was.</summary>
    public static Result<PaymentState>? Confirmed(PaymentState state, ConfirmPayment command)
    {
        if (command.Key is not { } key
            || state.Attempts.FirstOrDefault(one => one.Request?.StartsWith(RequestName(key, ""), StringComparison.Ordinal) == true) is not { } attempt)
        {
            return null;
        }

        return attempt.Request == RequestName(key, command.Fingerprint) ? state : PaymentErrors.KeyReused;
    }

    /// <summary>The payment that ends, at once when no gateway knows of it, otherwise when the gateway has answered.</summary>
    public static Result<PaymentState> Cancel(PaymentState state, string id, PaymentCommandKind why, DateTimeOffset now)
    {
        if (!state.Exists)
            return PaymentErrors.NotFound;
        if (PaymentTransitions.After(state.Status, state.Step, why) is null)
            return PaymentErrors.Status(state.Status, "canceled");

        var reason = why == PaymentCommandKind.Expire ? Expired : Requested;
        return state.Status is PaymentStatus.RequiresAction or PaymentStatus.RequiresCapture
            ? Changed(state, now) with { Step = PaymentStep.Cancel, FailureCode = reason }
            : Canceled(state, id, reason, now);
    }

    /// <summary>The payment that has ended without money.</summary>
    public static PaymentState Canceled(PaymentState state, string id, string? reason, DateTimeOffset now)
    {
        if (state.Status == PaymentStatus.Canceled)
            return Changed(state, now) with { Step = PaymentStep.None };

        var why = state.FailureCode ?? reason ?? "canceled";
        return Changed(state, now) with
        {
            Status = PaymentStatus.Canceled,
            Step = PaymentStep.None,
            NextAction = null,
            AmountCapturable = state.Amount with { Units = 0 },
            FailureCode = why,
            Attempts = Forgetful(state.Attempts),
            PendingEvents = [new OutboxEvent(PaymentCanceled.Type, new PaymentCanceled(id, state.PayerId, why, now))],
        };
    }

    /// <summary>The payment whose money is in the ledger.</summary>
    public static PaymentState Settled(PaymentState state, string id, DateTimeOffset now) => Changed(state, now) with
    {
        Status = PaymentStatus.Succeeded,
        Step = PaymentStep.None,
        PendingEvents =
        [
            new OutboxEvent(PaymentSucceeded.Type, new PaymentSucceeded(
                id, state.PayerId, NameOf(state.Purpose), state.Subject, state.AmountCaptured, state.Current?.Method ?? "", now)),
        ],
    };

    /// <summary>The payment whose money the wallet cannot take: it goes back.</summary>
    public static PaymentState Undeliverable(PaymentState state, string id, string reason, DateTimeOffset now)
    {
        var attempt = state.Current ?? throw new InvalidOperationException($"Payment {id} has money and no try that brought it.");
        return Changed(state, now) with
        {
            Status = PaymentStatus.Canceled,
            Step = PaymentStep.None,
            FailureCode = reason,
            Refunds = state.Refunds.Add(RefundRules.OfOurs(id, attempt.Id, state.AmountCaptured, RefundOrigin.Undeliverable, reason, now)),
            AmountCaptured = state.Amount with { Units = 0 },
            PendingEvents = [new OutboxEvent(PaymentFailed.Type, new PaymentFailed(id, state.PayerId, attempt.Method, reason, now))],
        };
    }

    /// <summary>The state to make a next one from: it tells nothing that was told before.</summary>
    public static PaymentState Changed(PaymentState state, DateTimeOffset now) => state with { UpdatedAt = now, PendingEvents = [] };

    /// <summary>The tries without tokens: a gateway that has answered needs them no more.</summary>
    public static ImmutableArray<PaymentAttempt> Forgetful(ImmutableArray<PaymentAttempt> attempts) =>
        attempts.All(static attempt => attempt.Source.Token is null)
            ? attempts
            : [.. attempts.Select(static attempt => attempt with { Source = attempt.Source with { Token = null } })];

    /// <summary>The name of an enum's value as JSON has it.</summary>
    public static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>What gateways know the payment's n-th try by.</summary>
    public static Guid AttemptId(string id, int index) => index == 0 ? Guid.Parse(id) : NameBasedId.Create($"payment\n{id}\ntry\n{index}");

    private static string RequestName(string key, string fingerprint) => key + "\n" + fingerprint;

    private static Error? Check(CreatePayment command)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (command.Amount.Currency != Currency.Idr)
            wrong.Add(new FieldError("/currency", "unknown_currency", "The currency must be IDR."));
        if (command.Amount.Units is < 1 or > PaymentLimits.MaxAmount)
            wrong.Add(new FieldError("/amount", "out_of_range", $"The amount must be 1 to {PaymentLimits.MaxAmount} whole rupiah."));
        if (command.Subject.Length > PaymentLimits.MaxSubjectLength || command.Subject.Any(char.IsControl))
            wrong.Add(new FieldError("/subject", "invalid_subject", $"A subject has at most {PaymentLimits.MaxSubjectLength} characters and no control characters."));
        if ((command.Purpose == PaymentPurpose.Booking) != (command.Subject.Length > 0))
            wrong.Add(new FieldError("/subject", "invalid_subject", "A booking's payment names the booking in subject; a top-up has none."));
        if (command is { Purpose: PaymentPurpose.TopUp, CaptureMode: CaptureMode.Manual })
            wrong.Add(new FieldError("/capture_mode", "not_allowed", "A top-up is captured at once."));
        return wrong.Count > 0 ? Error.Validation(wrong.ToImmutable()) : command.Source is { } source ? Check(source) : null;
    }

    private static Error? Check(PaymentSource source)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (source.Token is { } token && !IsWord(token, PaymentLimits.MaxTokenLength))
            wrong.Add(new FieldError("/payment_method", "invalid_token", $"A payment method has at most {PaymentLimits.MaxTokenLength} visible ASCII characters."));
        if (source.Channel is { } channel && !IsWord(channel, PaymentLimits.MaxSubjectLength))
            wrong.Add(new FieldError("/channel", "invalid_channel", $"A channel has at most {PaymentLimits.MaxSubjectLength} visible ASCII characters."));
        if (source.ReturnUrl is { } url && (url.Length > PaymentLimits.MaxUrlLength || !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https")))
            wrong.Add(new FieldError("/return_url", "invalid_url", $"return_url must be an http or https address of at most {PaymentLimits.MaxUrlLength} characters."));
        return wrong.Count > 0 ? Error.Validation(wrong.ToImmutable()) : null;
    }

    private static bool IsWord(string text, int maxLength) => text.Length > 0 && text.Length <= maxLength && text.All(static c => c is > ' ' and <= '~');

    private static Error AmountWrong() => Error.Validation("/amount", "out_of_range", "The amount must be at least 1 whole rupiah.");
}
