using System.Buffers.Binary;
using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>
/// One step of a random sequence, as plain numbers that a property test can draw and make smaller; what it is depends on what there is when
/// its turn comes.
/// </summary>
internal sealed record LedgerStep(int Verb, int From, int To, int Amount, int Pick, int Odd)
{
    /// <summary>When holds expire that have expired when they are made.</summary>
    public static readonly DateTimeOffset Past = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The kind of transfers that give back what another has moved.</summary>
    public const short RefundKind = 5;

    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Mostly what wallets do; sometimes a repeat, an id with another request, somebody else, or an account or hold that is not there.</summary>
    /// <param name="place">Which step it is: its id.</param>
    /// <param name="codes">The accounts of the sequence: a source without a floor, wallets, and one that was never opened.</param>
    /// <param name="model">What there is.</param>
    /// <param name="earlier">What was done before.</param>
    public LedgerOperation ToOperation(int place, string[] codes, LedgerModel model, IReadOnlyList<LedgerOperation> earlier)
    {
        if (Verb < 15 && earlier.Count > 0)
        {
            var again = earlier[Pick % earlier.Count];
            if (Odd == 7 && again.Verb is LedgerVerb.Transfer or LedgerVerb.Hold)
                return AsAnotherKind(again);
            return Odd % 3 == 0 && again.Verb != LedgerVerb.Void ? again with { Fingerprint = "another request" } : again;
        }

        var id = IdOf(place, codes[0]);
        var debit = codes[Odd == 1 ? ^1 : From < 35 ? 0 : From % (codes.Length - 1)];
        var credit = codes[Odd == 2 ? ^1 : To % (codes.Length - 1)];
        if (credit == debit)
            credit = codes[(Array.IndexOf(codes, debit) + 1) % (codes.Length - 1)];
        long? spender = From % 2 == 0 || debit == codes[0] ? null : (model.Accounts.GetValueOrDefault(debit)?.Spender ?? 0) + (Odd == 3 ? 1 : 0);
        var limits = (CountedLimits)(Pick % 4);
        if (Verb is >= 60 and < 70 && model.AskForRefund(id, Pick, Amount) is { } refund)
            return refund;
        var posting = new LedgerPosting(id, 1, debit, credit, Money.Rupiah(Amount), "", null, $"request {id}", spender) { Limits = limits };
        return Verb switch
        {
            < 20 => LedgerOperation.Claim(debit, Currency.Idr, spender ?? 0, place + 1),
            < 40 => LedgerOperation.Hold(new LedgerHold(id, 1, debit, credit, posting.Amount, "", Odd > 15 ? Past : Later, posting.Fingerprint, null)
            {
                Limits = limits & CountedLimits.Outgoing,
            }),
            < 60 => OnHold(posting, model),
            _ => LedgerOperation.Post(posting),
        };
    }

    private static LedgerOperation AsAnotherKind(LedgerOperation operation) => operation.Verb == LedgerVerb.Hold
        ? operation with { Verb = LedgerVerb.Transfer, ExpiresAt = null }
        : operation with { Verb = LedgerVerb.Hold, ExpiresAt = Later, Limits = operation.Limits & CountedLimits.Outgoing };

    private LedgerOperation OnHold(LedgerPosting posting, LedgerModel model)
    {
        var known = Odd != 4 && model.Holds.Count > 0 ? model.Holds.Keys.ElementAt(Pick % model.Holds.Count) : posting.Id;
        var hold = model.Holds.GetValueOrDefault(known);
        var owner = hold?.Code ?? posting.DebitCode;
        if (Verb < 45)
            return LedgerOperation.Void(posting.Id, known, owner, Currency.Idr);
        if (Verb < 49)
            return LedgerOperation.Expire(known, owner, Currency.Idr);

        var payee = Odd != 5 && hold is not null ? hold.PayeeCode : posting.CreditCode;
        return owner == payee
            ? LedgerOperation.Post(posting)
            : LedgerOperation.Post(posting with
            {
                // As the wallets do it: the transaction keeps the id that it had while it was pending.
                Id = Verb < 55 ? known : posting.Id,
                DebitCode = owner,
                CreditCode = payee,
                Spender = null,
                Limits = posting.Limits & CountedLimits.Incoming,
            }, known);
    }

    private static Guid IdOf(int place, string sequence)
    {
        var bytes = NameBasedId.Create(sequence).ToByteArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, place);
        return new Guid(bytes);
    }
}
