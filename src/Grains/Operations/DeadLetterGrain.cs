using Nusaloka.Grains.State;
using Nusaloka.Operations;
using Nusaloka.Persistence.Outbox;
using Orleans.Concurrency;
using DeadLetter = Nusaloka.Operations.DeadLetter;

namespace Nusaloka.Grains.Operations;

/// <summary>Lists and replays dead letters of the outbox.</summary>
[StatelessWorker]
[GrainType("dead-letter")]
internal sealed class DeadLetterGrain(OutboxDeadLetters letters) : Grain, IDeadLetterGrain
{
    public async Task<Result<Page<DeadLetter>>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        var limit = Math.Clamp(page.Limit, 1, PageRequest.MaxLimit);
        var found = await letters.ListAsync(limit + 1, after is null ? null : (after.At, Guid.Parse(after.Id)), cancellationToken);
        return found.ToPage(page with { Limit = limit }, static letter => new Cursor(letter.DiedAt, letter.EventId.ToString()), static letter => new DeadLetter(
            letter.EventId, letter.Type, letter.SourceKind, letter.SourceId, letter.Attempts, letter.LastError, letter.CreatedAt, letter.DiedAt));
    }

    public async Task<Result> ReplayAsync(Guid eventId, CancellationToken cancellationToken) =>
        await letters.ReplayAsync(eventId, cancellationToken) ? Result.Success : OperationsErrors.DeadLetterNotFound;
}
