using Nusaloka.Scenarios.Client;

namespace Nusaloka.Scenarios.Load;

/// <summary>
/// Somebody with a wallet who does one thing after the other: nobody else spends from this wallet, but others send money to it.
/// </summary>
/// <param name="number">Which client it is.</param>
/// <param name="random">Draws what it does.</param>
/// <param name="wallet">Its wallet.</param>
/// <param name="others">Who may get money.</param>
/// <param name="sender">Asks.</param>
internal sealed class LoadClient(int number, Random random, Person wallet, IReadOnlyList<Person> others, PatientSender sender)
{
    /// <summary>More than any wallet ever holds: spending it must be refused.</summary>
    private const long TooMuch = 100_000_000;

    private const int Remembered = 50;

    private readonly Queue<(Operation Operation, int Asked)> _done = new();
    private long _count;

    /// <summary>Puts money into its wallet.</summary>
    public Task FundAsync(long amount) => AskAsync(new Operation(NextId(), OperationKind.TopUp, wallet, Amount: amount + _count));

    /// <summary>Does the next thing; returns when it is answered or patience ends.</summary>
    public async Task DoNextAsync()
    {
        var id = NextId();
        switch (random.Next(100))
        {
            case < 35:
                await AskAsync(new Operation(id, OperationKind.Transfer, wallet, DrawReceiver(), _count));
                break;
            case < 50:
                await AskAsync(new Operation(id, OperationKind.TopUp, wallet, Amount: _count));
                break;
            case < 65:
                await AskAsync(new Operation(id, OperationKind.Debit, wallet, Amount: _count));
                break;
            case < 68:
                await AskAsync(new Operation(id, OperationKind.Debit, wallet, Amount: TooMuch + _count));
                break;
            case < 72:
                await RepeatAsync();
                break;
            case < 92:
                await sender.AskAsync(new Operation(id, OperationKind.Balance, wallet));
                break;
            default:
                await sender.AskAsync(new Operation(id, OperationKind.Statement, wallet));
                break;
        }
    }

    // The number is the amount, too, which makes it the only one of its wallet.
    private string NextId() => $"c{number:D2}-{++_count:D6}";

    private Person DrawReceiver()
    {
        while (true)
        {
            var receiver = others[random.Next(others.Count)];
            if (receiver != wallet)
                return receiver;
        }
    }

    private async Task AskAsync(Operation operation)
    {
        var attempt = await sender.AskAsync(operation);
        if (!attempt.IsSuccess)
            return;

        _done.Enqueue((operation, attempt.Number));
        if (_done.Count > Remembered)
            _done.Dequeue();
    }

    /// <summary>Asks again for something that was done: the same key must give the same answer.</summary>
    private async Task RepeatAsync()
    {
        if (_done.Count == 0)
            return;

        var (operation, asked) = _done.Dequeue();
        var attempt = await sender.AskAsync(operation, asked);
        _done.Enqueue((operation, attempt.Number));
    }
}
