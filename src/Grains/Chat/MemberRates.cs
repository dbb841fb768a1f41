namespace Nusaloka.Grains.Chat;

/// <summary>How fast each member writes: a bucket of tokens each, which fills at an even rate. Not thread-safe.</summary>
/// <param name="perSecond">Tokens that come back in a second.</param>
/// <param name="burst">Tokens in a full bucket.</param>
/// <param name="time">The clock.</param>
internal sealed class MemberRates(int perSecond, int burst, TimeProvider time)
{
    private readonly Dictionary<string, (double Tokens, long At)> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one; answers how long there is to wait when there is none.</summary>
    public TimeSpan? Take(string accountId)
    {
        var now = time.GetTimestamp();
        var tokens = (double)burst;
        if (_buckets.TryGetValue(accountId, out var bucket))
            tokens = Math.Min(burst, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond));
        if (tokens < 1)
            return TimeSpan.FromSeconds((1 - tokens) / perSecond);

        _buckets[accountId] = (tokens - 1, now);
        return null;
    }

    /// <summary>Forgets somebody who has left.</summary>
    public void Forget(string accountId) => _buckets.Remove(accountId);
}
