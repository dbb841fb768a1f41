using Nusaloka.Runtime.Conformance.Silo.Storage;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Conformance.Membership;

/// <summary>Adds to ledgers, one addition at a time to each, until it is ended. Counts what was answered and keeps what failed.</summary>
internal sealed class LedgerLoad
{
    private readonly Ledger[] _ledgers;
    private readonly Task[] _callers;
    private volatile bool _ended;

    public LedgerLoad(IEnumerable<ILedgerGrain> ledgers)
    {
        _ledgers = [.. ledgers.Select(static grain => new Ledger(grain))];
        _callers = [.. _ledgers.Select(ledger => Task.Run(() => AddUntilTheEndAsync(ledger)))];
    }

    public IReadOnlyList<Exception> Failures => [.. _ledgers.SelectMany(static ledger => ledger.Failures)];

    /// <summary>Waits until every ledger has had so many more answers.</summary>
    public async Task ProgressAsync(int additions)
    {
        var goals = _ledgers.Select(ledger => (Ledger: ledger, Goal: ledger.Answered + additions)).ToArray();
        await Eventually.TrueAsync(
            $"{additions} additions to each ledger",
            () => goals.All(static goal => goal.Ledger.Answered >= goal.Goal),
            () => $"{goals.Count(static goal => goal.Ledger.Answered < goal.Goal)} of {goals.Length} ledgers have less; failures: {string.Join("; ", Failures.Select(static failure => failure.Message).Distinct())}",
            within: TimeSpan.FromSeconds(60));
    }

    /// <summary>Ends the load. No addition that was answered is missing, and none is there twice.</summary>
    public async Task EndAsync()
    {
        _ended = true;
        await Task.WhenAll(_callers);
        foreach (var ledger in _ledgers) Assert.InRange(await ledger.Grain.RefreshAsync(), ledger.Answered, ledger.Answered + ledger.Failures.Count);
    }

    private async Task AddUntilTheEndAsync(Ledger ledger)
    {
        while (!_ended)
        {
            try
            {
                await ledger.Grain.AddAsync(1);
                ledger.Answered++;
            }
            catch (Exception exception)
            {
                ledger.Failures.Add(exception);
            }
        }
    }

    private sealed class Ledger(ILedgerGrain grain)
    {
        private int _answered;

        public ILedgerGrain Grain => grain;

        public List<Exception> Failures { get; } = [];

        public int Answered
        {
            get => Volatile.Read(ref _answered);
            set => Volatile.Write(ref _answered, value);
        }
    }
}
