using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Wallets;

namespace Nusaloka.Scenarios.Load;

/// <summary>Holds what the API tells when all is over against the ledger: balances, and the transfers that it acknowledged.</summary>
internal static class ApiChecker
{
    private const int AtOnce = 8;
    private const int MostTransfers = 100;

    /// <summary>What is wrong, one sentence each; empty when nothing is.</summary>
    /// <param name="api">Whom to ask.</param>
    /// <param name="people">Whose balances are looked at.</param>
    /// <param name="operations">All requests of each operation.</param>
    /// <param name="ledger">The ledger as it is.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(
        NusalokaClient api, IReadOnlyList<Person> people, IEnumerable<IGrouping<string, Attempt>> operations, LedgerSnapshot ledger)
    {
        var findings = new List<string>();
        foreach (var person in people)
        {
            if (await api.GetBalanceAsync(person) is var told && told != ledger.BalanceOf(person.Id))
                findings.Add($"The API tells a balance of {told} of {person.Email}; the ledger has {ledger.BalanceOf(person.Id)}.");
        }

        var transfers = operations.SelectMany(operation => operation)
            .Where(attempt => attempt is { IsSuccess: true, Operation.Kind: OperationKind.Transfer }).DistinctBy(attempt => attempt.Operation.Id);
        await Parallel.ForEachAsync(transfers.Take(MostTransfers), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (attempt, _) =>
        {
            if (await ContradictionAsync(api, attempt) is { } contradiction)
            {
                lock (findings)
                    findings.Add(contradiction);
            }
        });
        return findings;
    }

    private static async Task<string?> ContradictionAsync(NusalokaClient api, Attempt acknowledged)
    {
        var asked = acknowledged.Operation;
        var receiver = asked.Receiver ?? throw new InvalidOperationException($"{asked.Id} has no receiver.");
        var answer = await api.GetTransactionAsync(receiver, acknowledged.Body.GetProperty("id").GetString() ?? "");
        return answer.IsSuccess && (answer.Text("sender_id"), answer.Text("receiver_id"), answer.Number("amount"), answer.Text("status"), answer.Text("description"))
            == (asked.Owner.Id, receiver.Id, asked.Amount, "completed", asked.Id)
            ? null
            : $"{asked.Id} was acknowledged, and its receiver is told {answer.Status} {answer.Body}";
    }
}
