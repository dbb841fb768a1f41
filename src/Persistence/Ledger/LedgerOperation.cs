namespace Nusaloka.Persistence.Ledger;

/// <summary>One operation; which values count depends on the verb.</summary>
/// <param name="Verb">What it does.</param>
/// <param name="Id">Of what it makes.</param>
/// <param name="DebitCode">The account it is about.</param>
/// <param name="Currency">Of that account.</param>
internal sealed record LedgerOperation(LedgerVerb Verb, Guid Id, string DebitCode, Currency Currency)
{
    public short Kind { get; init; }

    public string? CreditCode { get; init; }

    /// <summary>In units of the currency; of a claim the new spender.</summary>
    public long Amount { get; init; }

    public string Description { get; init; } = "";

    public string? Reference { get; init; }

    public string Fingerprint { get; init; } = "";

    public CountedLimits Limits { get; init; }

    public long? Spender { get; init; }

    public Guid? HoldId { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A transfer, or the capture of a hold.</summary>
    public static LedgerOperation Post(LedgerPosting posting, Guid? holdId = null) =>
        new(holdId is null ? LedgerVerb.Transfer : LedgerVerb.Capture, posting.Id, posting.DebitCode, posting.Amount.Currency)
        {
            Kind = posting.Kind,
            CreditCode = posting.CreditCode,
            Amount = posting.Amount.Units,
            Description = posting.Description,
            Reference = posting.Reference,
            Fingerprint = posting.Fingerprint,
            Limits = posting.Limits,
            Spender = posting.Spender,
            HoldId = holdId,
        };

    public static LedgerOperation Hold(LedgerHold hold) => new(LedgerVerb.Hold, hold.Id, hold.Code, hold.Amount.Currency)
    {
        Kind = hold.Kind,
        CreditCode = hold.PayeeCode,
        Amount = hold.Amount.Units,
        Description = hold.Description,
        Fingerprint = hold.Fingerprint,
        Limits = hold.Limits,
        Spender = hold.Spender,
        ExpiresAt = hold.ExpiresAt,
    };

    public static LedgerOperation Void(Guid id, Guid holdId, string code, Currency currency) =>
        new(LedgerVerb.Void, id, code, currency) { HoldId = holdId };

    public static LedgerOperation Expire(Guid holdId, string code, Currency currency) =>
        new(LedgerVerb.Expire, holdId, code, currency) { HoldId = holdId };

    public static LedgerOperation Claim(string code, Currency currency, long spender, long newSpender) =>
        new(LedgerVerb.Claim, Guid.Empty, code, currency) { Spender = spender, Amount = newSpender };
}
