using Nusaloka.Scenarios.Client;

namespace Nusaloka.Scenarios.Wallets;

/// <summary>A transfer that a scenario makes. Its name is both its Idempotency-Key and its description, so SQL can count its effects.</summary>
internal sealed record PlannedTransfer(string Name, Person Sender, Person Receiver, long Amount)
{
    /// <summary>Transfers between people drawn at random.</summary>
    public static IEnumerable<PlannedTransfer> Draw(Random random, Person[] people, int count, int maxAmount)
    {
        for (var i = 0; i < count; i++)
        {
            var sender = random.Next(people.Length);
            var receiver = (sender + random.Next(1, people.Length)) % people.Length;
            yield return new PlannedTransfer($"transfer-{i:D5}", people[sender], people[receiver], random.Next(1, maxAmount + 1));
        }
    }

    /// <summary>Asks for it, and says what came of it.</summary>
    public async Task<TransferOutcome> SendAsync(NusalokaClient client)
    {
        try
        {
            var answer = await client.TransferAsync(Sender, Receiver, Amount, Name, Name);
            return answer switch
            {
                { IsSuccess: true } => new TransferAcknowledged(Guid.Parse(answer.Text("id")), answer.IsReplay),
                { Status: < 500 } => new TransferRefused(answer.Status, answer.Code),
                _ => new TransferUnanswered($"{answer.Status} {answer.Body}"),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            return new TransferUnanswered(exception.Message);
        }
    }
}
