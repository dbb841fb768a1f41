using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;

namespace Nusaloka.Scenarios.Load;

/// <summary>
/// Asks as a good client does: when there is no answer, or one that says to come back, it waits as long as it was told and asks
/// again with the same key, at the next API when this one is not there. Writes every request down.
/// </summary>
internal sealed class PatientSender(IReadOnlyList<NusalokaClient> apis, RequestHistory history)
{
    /// <summary>How long an operation is repeated before it is left alone with its outcome unknown.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);

    private static readonly TimeSpan PauseWhenNobodyAnswers = TimeSpan.FromMilliseconds(200);

    private int _nextApi;

    /// <summary>Asks until there is an answer or patience ends; tells what the last request met.</summary>
    /// <param name="operation">What is wanted.</param>
    /// <param name="asked">How often it was asked for before.</param>
    public async Task<Attempt> AskAsync(Operation operation, int asked = 0)
    {
        var until = history.Now + Patience;
        var api = Interlocked.Increment(ref _nextApi);
        while (true)
        {
            var attempt = await AskOnceAsync(operation, ++asked, apis[(api & int.MaxValue) % apis.Count]);
            if (attempt.IsAnswer || history.Now > until)
                return attempt;

            if (attempt.Status == 0)
                api++;
            await Pace.PauseAsync(attempt.RetryAfter ?? PauseWhenNobodyAnswers);
        }
    }

    /// <summary>Asks for the first time, and does not insist.</summary>
    public Task<Attempt> AskOnceAsync(Operation operation) => AskOnceAsync(operation, number: 1, apis[0]);

    private async Task<Attempt> AskOnceAsync(Operation operation, int number, NusalokaClient api)
    {
        var start = history.Now;
        Attempt attempt;
        try
        {
            var answer = await operation.SendAsync(api, TimeProvider.System.GetUtcNow());
            attempt = new Attempt(
                operation, number, api.Name, start, history.Now, answer.Status, answer.Body, answer.Code, answer.IsReplay, answer.RetryAfter);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            attempt = new Attempt(operation, number, api.Name, start, history.Now, 0, default, exception.GetBaseException().Message, false, null);
        }

        history.Record(attempt);
        return attempt;
    }
}
