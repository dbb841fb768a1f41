using System.Collections.Concurrent;
using Nusaloka.Persistence.GroupCommit;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>
/// What those were told who posted while connections are lost: it is done, it is not (a lane may lose its new connection while it makes it ready),
/// or nobody knows (it lost that one after the one over which it had sent). The database must agree.
/// </summary>
internal sealed class PostingAnswers
{
    private readonly ConcurrentBag<Guid> _posted = [];
    private readonly ConcurrentBag<Guid> _unknown = [];

    public int Posted => _posted.Count;

    public async Task PostAsync(ILedger ledger, LedgerPosting posting)
    {
        try
        {
            var result = await ledger.PostAsync(posting);
            if (result.Outcome is PostingOutcome.Posted or PostingOutcome.Replayed)
                _posted.Add(posting.Id);
        }
        catch (CommitUnknownException)
        {
            _unknown.Add(posting.Id);
        }
        catch (CommitRejectedException)
        {
            // Must not be there: see below.
        }
    }

    /// <summary>Whether of all transfers with a description all that were said to be posted are there once, and no others but perhaps the unknown.</summary>
    public async Task AssertAsync(PostgresDatabase database, string description)
    {
        var stored = await database.ScalarAsync<Guid[]>("select coalesce(array_agg(id), '{}') from ledger_transfer where description = $1", description);
        Assert.Equal(stored.Length, stored.Distinct().Count());
        Assert.Equal(_posted.Count, _posted.Distinct().Count());
        Assert.Empty(_posted.Except(stored));
        Assert.Empty(stored.Except(_posted).Except(_unknown));
    }
}
