namespace Nusaloka.Persistence.GroupCommit;

/// <summary>
/// What becomes of a batch that was not committed, or perhaps was: what cannot succeed is answered, and the rest is to be sent anew. What was
/// refused is sent in halves until the culprit is alone; what may have been done is sent again, and answered by what is there.
/// </summary>
internal static class FailedBatch
{
    /// <summary>How often work is sent again; then whoever waits for it learns why it failed.</summary>
    public const int MaxRetries = 5;

    /// <summary>Answers what cannot succeed.</summary>
    /// <param name="batch">What failed.</param>
    /// <param name="exception">Why.</param>
    /// <param name="stage">How far it got.</param>
    /// <returns>Batches to be sent anew.</returns>
    public static TWork[][] Resolve<TWork>(TWork[] batch, Exception exception, FailureStage stage)
        where TWork : class, IRepeatableWork
    {
        switch (stage)
        {
            case FailureStage.Unknown:
                foreach (var work in batch)
                    work.MayBeDone = true;
                return Again(batch, exception);

            case FailureStage.NotSent:
                foreach (var work in batch)
                    work.Failed(Unknown(work, exception) ?? (Exception)new CommitRejectedException($"{work} was not done: {exception.Message}", exception));
                return [];

            case var _ when batch.Length == 1:
                batch[0].Failed(Unknown(batch[0], exception) ?? exception);
                return [];

            // PostgreSQL refuses something in it: halves, until the culprit is alone.
            default:
                var half = batch.Length / 2;
                return [batch[half..], batch[..half]];
        }
    }

    /// <summary>All of it is to be sent again, but for what was sent too often.</summary>
    /// <param name="batch">What failed.</param>
    /// <param name="reason">What those are told that wait for what was sent too often.</param>
    public static TWork[][] Again<TWork>(TWork[] batch, Exception reason)
        where TWork : class, IRepeatableWork
    {
        var again = Array.FindAll(batch, static work => ++work.Retries <= MaxRetries);
        foreach (var work in batch)
        {
            if (work.Retries > MaxRetries)
                work.Failed(Unknown(work, reason) ?? reason);
        }

        return again.Length == 0 ? [] : [again];
    }

    /// <summary>What is told of work that may have been done; null when it certainly was not.</summary>
    private static CommitUnknownException? Unknown<TWork>(TWork work, Exception exception)
        where TWork : class, IRepeatableWork =>
        work.MayBeDone ? new($"The connection to PostgreSQL was lost during this: {work}. It may be done or not.", exception) : null;
}
