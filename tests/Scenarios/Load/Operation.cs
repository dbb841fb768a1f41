using Nusaloka.Scenarios.Client;

namespace Nusaloka.Scenarios.Load;

/// <summary>
/// One thing that a client wants done, however often it must ask. What moves money can be told apart in the ledger: a transfer by
/// its description, which is its id; top-ups and debits by their amount, which no other of the same wallet and kind has.
/// </summary>
/// <param name="Id">Its name, and its Idempotency-Key where it has one.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">Who asks; the wallet whose grain must answer.</param>
/// <param name="Receiver">Who gets a transfer's money.</param>
/// <param name="Amount">Whole rupiah; 0 where no money moves.</param>
internal sealed record Operation(string Id, OperationKind Kind, Person Owner, Person? Receiver = null, long Amount = 0)
{
    /// <summary>What all registrations together are called as a <see cref="Target"/>.</summary>
    public const string Registrations = "registrations";

    /// <summary>What all statements together are called as a <see cref="Target"/>.</summary>
    public const string Statements = "statements";

    public bool MovesMoney => Kind is OperationKind.TopUp or OperationKind.Debit or OperationKind.Transfer;

    /// <summary>
    /// Whose answer it waits for: the wallet, which has one grain in one silo; statements and registrations take many grains.
    /// </summary>
    public string Target => Kind switch
    {
        OperationKind.Registration => Registrations,
        OperationKind.Statement => Statements,
        _ => Owner.Email,
    };

    /// <summary>Asks once.</summary>
    public Task<Answer> SendAsync(NusalokaClient client, DateTimeOffset now) => Kind switch
    {
        OperationKind.TopUp => client.TopUpAsync(Owner, Amount, Id),
        OperationKind.Debit => client.DebitAsync(Owner, Amount, Id),
        OperationKind.Transfer => client.TransferAsync(
            Owner, Receiver ?? throw new InvalidOperationException($"{Id} has no receiver."), Amount, Id, Id),
        OperationKind.Balance => client.TryGetBalanceAsync(Owner),
        OperationKind.Statement => client.TryGetStatementAsync(Owner, now.AddSeconds(-2)),
        _ => client.TryRegisterAsync(Owner.Email, Owner.Email, Owner.Password),
    };
}
