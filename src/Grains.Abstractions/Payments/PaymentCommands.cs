namespace Nusaloka.Payments;

/// <summary>Makes a payment.</summary>
/// <param name="PayerId">The account that pays.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Subject">The booking's id, 1 to <see cref="PaymentLimits.MaxSubjectLength"/> characters; empty for a top-up.</param>
/// <param name="Amount">More than zero, at most <see cref="PaymentLimits.MaxAmount"/>.</param>
/// <param name="CaptureMode">Whether it waits for capture.</param>
/// <param name="Source">What to pay with; null to choose it when confirming.</param>
/// <param name="Fingerprint">Lower-case hex SHA-256 of what the caller asked; the same id with another one is refused.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CreatePayment")]
public sealed record CreatePayment(
    [property: Id(0)] string PayerId,
    [property: Id(1)] PaymentPurpose Purpose,
    [property: Id(2)] string Subject,
    [property: Id(3)] Money Amount,
    [property: Id(4)] CaptureMode CaptureMode,
    [property: Id(5)] PaymentSource? Source,
    [property: Id(6)] string Fingerprint);

/// <summary>What to pay with.</summary>
/// <param name="Method">wallet, or the name of a gateway.</param>
/// <param name="Token">A token of the gateway, or a test card number of the sandbox; null: the payer chooses on the gateway's page.</param>
/// <param name="Channel">The gateway's way to pay, such as <c>qris</c>; null: the payer chooses on the gateway's page.</param>
/// <param name="ReturnUrl">Where the gateway's page sends the payer back to; null for our own page.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PaymentSource")]
public sealed record PaymentSource(
    [property: Id(0)] string Method,
    [property: Id(1)] string? Token,
    [property: Id(2)] string? Channel,
    [property: Id(3)] string? ReturnUrl)
{
    /// <summary>For logs: never the token.</summary>
    public override string ToString() => $"{nameof(PaymentSource)} {{ {Method} {Channel} }}";
}

/// <summary>Pays.</summary>
/// <param name="Source">What to pay with; null for what was chosen when the payment was made.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ConfirmPayment")]
public sealed record ConfirmPayment([property: Id(0)] PaymentSource? Source)
{
    /// <summary>The caller's Idempotency-Key; null when none was sent, and a repeat is a second confirmation.</summary>
    [Id(1)]
    public string? Key { get; init; }

    /// <summary>As in <see cref="CreatePayment"/>; empty without a key.</summary>
    [Id(2)]
    public string Fingerprint { get; init; } = "";
}

/// <summary>Takes authorized money.</summary>
/// <param name="Amount">At most what is capturable, the rest is released; null for all.</param>
/// <param name="Key">The caller's Idempotency-Key.</param>
/// <param name="Fingerprint">As in <see cref="CreatePayment"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CapturePayment")]
public sealed record CapturePayment(
    [property: Id(0)] Money? Amount,
    [property: Id(1)] string Key,
    [property: Id(2)] string Fingerprint);

/// <summary>Gives money back.</summary>
/// <param name="Amount">At most what is captured and not refunded; null for all of that.</param>
/// <param name="Reason">Why: at most <see cref="PaymentLimits.MaxReasonLength"/> characters, may be empty.</param>
/// <param name="Key">The caller's Idempotency-Key.</param>
/// <param name="Fingerprint">As in <see cref="CreatePayment"/>.</param>
/// <param name="OrToWallet">Whether a part that the method cannot give back goes to the payer's wallet; otherwise it is refused.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RefundPayment")]
public sealed record RefundPayment(
    [property: Id(0)] Money? Amount,
    [property: Id(1)] string Reason,
    [property: Id(2)] string Key,
    [property: Id(3)] string Fingerprint,
    [property: Id(4)] bool OrToWallet = false)
{
    /// <summary>Who gives it back: an account or a program; empty when it happens by itself.</summary>
    [Id(5)]
    public string By { get; init; } = "";
}

/// <summary>Lets go of escrowed money.</summary>
/// <param name="Most">At most so much of what is captured and not refunded.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReleasePayment")]
public sealed record ReleasePayment([property: Id(0)] Money Most);

/// <summary>An officer's decision about quarantined money.</summary>
/// <param name="EntryId">What it is about.</param>
/// <param name="Resolution">What to do.</param>
/// <param name="OfficerId">Who decides.</param>
/// <param name="Note">Why; it may be empty unless a refund ends with it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ResolveQuarantine")]
public sealed record ResolveQuarantine(
    [property: Id(0)] Guid EntryId,
    [property: Id(1)] QuarantineResolution Resolution,
    [property: Id(2)] string OfficerId,
    [property: Id(3)] string Note = "");
