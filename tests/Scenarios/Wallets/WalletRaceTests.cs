using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Load;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Wallets;

/// <summary>Many at once on the same money.</summary>
public sealed class WalletRaceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Debit_HundredOfTenFromFiveHundredAtOnce_FiftySucceed()
    {
        await using var scenario = await Scenario.StartAsync(output);
        var person = (await scenario.RegisterPeopleAsync(1, money: 500))[0];

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => scenario.Client.DebitAsync(person, 10, $"tarik-{i}")));

        Assert.Equal(50, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => Assert.Equal((422, "insufficient_funds"), (answer.Status, answer.Code)));
        Assert.Equal(
            Enumerable.Range(0, 50).Select(i => 10L * i),
            answers.Where(answer => answer.IsSuccess).Select(answer => answer.Number("balance")).Order());
        Assert.Equal(0, await scenario.Client.GetBalanceAsync(person));
        Findings.AssertNone(LedgerChecker.Check(await LedgerSnapshot.ReadAsync(scenario.Database.DataSource), moneyInWallets: 0));
    }

    [Fact]
    public async Task Transfer_OneKeyAHundredTimesAtOnce_IsDoneOnceAndAllAreToldTheSame()
    {
        await using var scenario = await Scenario.StartAsync(output);
        var people = await scenario.RegisterPeopleAsync(2, money: 10_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            // Who comes while the first is under way is told to ask again, and does.
            var answer = await SendAsync();
            await Eventually.TrueAsync("an answer", async () => answer.Status != 409 || (answer = await SendAsync()).Status != 409);
            return answer.MustBe(201);
        }));

        Assert.Single(answers, static answer => !answer.IsReplay);
        Assert.Single(answers.Select(static answer => $"{answer.Body}").Distinct());
        Assert.Equal((9_900, 10_100), (await scenario.Client.GetBalanceAsync(people[0]), await scenario.Client.GetBalanceAsync(people[1])));
        Assert.Equal(1, await scenario.Database.ScalarAsync<long>("select count(*) from ledger_transfer where description = 'serentak'"));
        Findings.AssertNone(LedgerChecker.Check(await LedgerSnapshot.ReadAsync(scenario.Database.DataSource), moneyInWallets: 20_000));

        async Task<Answer> SendAsync()
        {
            var answer = await scenario.Client.TransferAsync(people[0], people[1], 100, "serentak", "satu-kunci");
            if (answer.Status == 409)
                Assert.Equal("idempotency_key_in_flight", answer.Code);
            return answer;
        }
    }

    [Fact]
    public async Task Transfer_BackAndForthThousandTimesInParallel_AllSucceedAndSumIsUnchanged()
    {
        const int each = 1_000;
        await using var scenario = await Scenario.StartAsync(output);
        var people = await scenario.RegisterPeopleAsync(2, money: 0);
        var history = new RequestHistory();
        var sender = new PatientSender([scenario.Client], history);
        foreach (var person in people)
            await sender.AskAsync(new Operation("modal-" + person.Email, OperationKind.TopUp, person, Amount: 1_000_000));
        var transfers = Enumerable.Range(0, each).SelectMany(i => new[]
        {
            new Operation($"pergi-{i}", OperationKind.Transfer, people[0], people[1], 7),
            new Operation($"pulang-{i}", OperationKind.Transfer, people[1], people[0], 5),
        });

        await Parallel.ForEachAsync(transfers, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (transfer, _) => await sender.AskOnceAsync(transfer));

        var ledger = await LedgerSnapshot.ReadAsync(scenario.Database.DataSource);
        Assert.Equal(2 + (2 * each), history.Attempts.Count(attempt => attempt.IsSuccess));
        Findings.AssertNone(OperationChecker.Check(history.Operations(), ledger));
        Findings.AssertNone(LedgerChecker.Check(ledger, OperationChecker.MoneyInWallets(history.Operations())));
        Assert.Equal((1_000_000 - (2 * each), 1_000_000 + (2 * each)), (await BalanceAsync(people[0]), await BalanceAsync(people[1])));

        Task<long> BalanceAsync(Person person) => scenario.Client.GetBalanceAsync(person);
    }
}
