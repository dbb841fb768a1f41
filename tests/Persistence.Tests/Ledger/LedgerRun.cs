using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>One random sequence, done by the ledger and by its model, with accounts of its own.</summary>
internal sealed class LedgerRun
{
    /// <summary>The tier of wallets that have limits.</summary>
    public const short Tier = 9;

    private const int Wallets = 4;

    private readonly LedgerModel _model = new();
    private readonly List<LedgerPicture> _pictures = [];
    private readonly HashSet<Guid> _ids = [];
    private readonly PostgresDatabase _database;
    private readonly PostgresLedger[] _ledgers;
    private readonly bool _oneByOne;
    private readonly string[] _accounts;
    private readonly string[] _codes;

    private LedgerRun(PostgresDatabase database, PostgresLedger[] ledgers, string name, bool oneByOne)
    {
        (_database, _ledgers, _oneByOne) = (database, ledgers, oneByOne);
        _accounts = [$"system:{name}", .. Enumerable.Range(0, Wallets).Select(i => LedgerAccountCode.Wallet($"{name}-{i}"))];
        _codes = [.. _accounts, LedgerAccountCode.Wallet($"{name}-nobody")];
    }

    /// <summary>How many operations were sent three times at once.</summary>
    public int Triplets { get; private set; }

    /// <summary>How many refused operations were seen to have left the tables as they were.</summary>
    public int Untouched { get; private set; }

    /// <summary>Does a sequence, and throws when ledger and model differ.</summary>
    /// <param name="database">Where the accounts are, to look at them.</param>
    /// <param name="ledgers">Two writers.</param>
    /// <param name="name">Nobody else has it.</param>
    /// <param name="sequence">What to do.</param>
    public static async Task<LedgerRun> RunAsync(PostgresDatabase database, PostgresLedger[] ledgers, string name, LedgerSequence sequence)
    {
        var run = new LedgerRun(database, ledgers, name, sequence.OneByOne);
        await run.OpenAsync();
        await run.LookAsync();
        await run.DoAsync(sequence.Rounds);
        await LedgerPicture.AssertStatementsAsync(database, run._accounts, run._pictures, run._model);
        await run.AssertReadsAsync();
        return run;
    }

    private async Task DoAsync(LedgerStep[][] rounds)
    {
        var (sent, place) = (new List<LedgerOperation>(), 0);
        foreach (var round in rounds)
        {
            // A repeat beside its first is done after it, but perhaps also after others; so only what is answered is repeated, once a
            // round, and a hold is used once a round.
            var used = new HashSet<Guid>();
            var operations = round.Select(step => step.ToOperation(place++, _codes, _model, sent))
                .Where(operation => operation.Verb == LedgerVerb.Claim || Use(used, operation.Id, operation.HoldId ?? operation.Id)).ToArray();
            sent.AddRange(operations.Where(operation =>
                operation.Verb is not (LedgerVerb.Claim or LedgerVerb.Expire) && sent.All(earlier => (earlier.Verb, earlier.Id) != (operation.Verb, operation.Id))));

            // A hold that has expired when it is made is given free by the next batch, so the batches must be known.
            if (_oneByOne || operations.Any(static operation => operation.ExpiresAt == LedgerStep.Past))
            {
                foreach (var operation in operations)
                    await DoAloneAsync(operation);
            }
            else
            {
                await DoAsync(operations);
            }

            if (round[^1].Odd >= 10 && round[^1].ToOperation(place++, _codes, _model, sent) is { Verb: not (LedgerVerb.Claim or LedgerVerb.Expire) } again && again.ExpiresAt != LedgerStep.Past)
            {
                await DoThreeTimesAsync(again);
                sent.Add(again);
            }

            // In the other sequences this was done after each operation.
            if (!_oneByOne)
                await LookAsync();
        }
    }

    private static bool Use(HashSet<Guid> used, Guid id, Guid hold)
    {
        if (used.Contains(id) || used.Contains(hold))
            return false;

        used.UnionWith([id, hold]);
        return true;
    }

    private async Task DoAloneAsync(LedgerOperation operation)
    {
        var due = _model.DueOf(operation).ToHashSet(StringComparer.Ordinal);
        var outcomes = await DoAsync([operation]);
        if (_oneByOne)
            await LookAfterAsync(operation, due, isPosted: outcomes[0] == PostingOutcome.Posted);
    }

    private async Task<PostingOutcome[]> DoAsync(LedgerOperation[] operations)
    {
        _ids.UnionWith(operations.Select(static operation => operation.Id));
        var answers = operations.Select(_ledgers[0].CommitAsync).ToList();
        var expected = operations.Select(_model.Do).ToList();
        for (var i = 0; i < operations.Length; i++)
        {
            var answer = await answers[i];
            if (answer.Outcome is PostingOutcome.Posted or PostingOutcome.Replayed)
                Assert.NotEqual(default, answer.CreatedAt);
            Assert.Equal((operations[i], expected[i]), (operations[i], answer with { CreatedAt = default }));
        }

        _model.LetTimePass();
        return [.. expected.Select(static answer => answer.Outcome)];
    }

    /// <summary>The same at once through both writers: whoever is first does it, and all say the same of it.</summary>
    private async Task DoThreeTimesAsync(LedgerOperation operation)
    {
        Triplets++;
        _ids.Add(operation.Id);
        var due = _model.DueOf(operation).ToHashSet(StringComparer.Ordinal);
        var answers = await Task.WhenAll(_ledgers[0].CommitAsync(operation), _ledgers[1].CommitAsync(operation), _ledgers[0].CommitAsync(operation));
        var expected = Enumerable.Range(0, answers.Length).Select(_ => _model.Do(operation)).ToArray();
        Assert.Equal(
            (operation, string.Join('\n', expected.OrderBy(static answer => answer.Outcome))),
            (operation, string.Join('\n', answers.Select(static answer => answer with { CreatedAt = default }).OrderBy(static answer => answer.Outcome))));
        _model.LetTimePass();
        if (_oneByOne)
            await LookAfterAsync(operation, due, isPosted: expected.Any(static answer => answer.Outcome == PostingOutcome.Posted));
    }

    private async Task<LedgerPicture> LookAsync()
    {
        var picture = await LedgerPicture.ReadAsync(_database, _accounts, [.. _ids]);
        picture.AssertIs(_model);
        _pictures.Add(picture);
        return picture;
    }

    /// <summary>The tables after one operation are those of the model, and nothing but what it had to write was written.</summary>
    private async Task LookAfterAsync(LedgerOperation operation, HashSet<string> due, bool isPosted)
    {
        var before = _pictures[^1];
        var written = new HashSet<string>(due, StringComparer.Ordinal);
        if (isPosted)
            written.Add(operation.DebitCode);
        if (isPosted && operation.Verb is LedgerVerb.Transfer or LedgerVerb.Capture)
            written.Add(operation.CreditCode!);
        var after = await LookAsync();
        after.AssertFollows(before, operation, written, isPosted);
        Untouched += isPosted ? 0 : 1;
    }

    /// <summary>The ledger says of its accounts what the tables say.</summary>
    private async Task AssertReadsAsync()
    {
        foreach (var (code, account) in _model.Accounts)
        {
            var stored = await _ledgers[0].FindAccountAsync(code, CancellationToken.None);
            var limits = await _ledgers[0].FindLimitsAsync(code, CancellationToken.None);
            var due = _model.Holds.Values.Where(hold => hold.Code == code && hold is { IsOpen: true, IsDue: true }).ToList();
            Assert.Equal(
                (code, account.Balance, account.Available + due.Sum(hold => hold.Amount), account.Spender, account.MonthReceived, account.DaySpent - due.Where(hold => hold.CountedOn == _model.Today).Sum(hold => hold.Amount)),
                (code, stored!.Balance.Units, stored.Available.Units, stored.Spender, limits!.MonthReceived.Units, limits.DaySpent.Units));
        }
    }

    /// <summary>A source of money, wallets of which every other has limits, and the name of an account that was never opened.</summary>
    private async Task OpenAsync()
    {
        await _database.ExecuteAsync(
            $"""
            insert into ledger_account (code, currency, floor, tier)
            select c, 360, case when i > 1 then 0 end, case when i > 1 and i % 2 = 0 then {Tier} end from unnest($1) with ordinality n (c, i)
            """,
            (object)_accounts);
        for (var i = 0; i < _accounts.Length; i++)
            _model.Open(_accounts[i], hasFloor: i > 0, i > 0 && i % 2 == 1 ? LedgerSequences.Limits : null);
    }
}
