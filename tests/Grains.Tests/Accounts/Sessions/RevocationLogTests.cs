using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts.Sessions;

namespace Nusaloka.Grains.Tests.Accounts.Sessions;

public sealed class RevocationLogTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly RevocationLog _log = new("one");

    [Fact]
    public void Since_Nothing_AnswersAllInOrder()
    {
        Add("a", "b", "c");

        var news = _log.Since(null, 10, keysVersion: 3);

        Assert.Equal(["a", "b", "c"], Ids(news));
        Assert.Equal((new RevocationMark("one", 3), true, 3), (news.Mark, news.IsComplete, news.KeysVersion));
    }

    [Fact]
    public void Since_AMark_AnswersWhatCameAfter()
    {
        Add("a", "b");
        var mark = _log.Since(null, 10, 0).Mark;
        Add("c");

        Assert.Equal(["c"], Ids(_log.Since(mark, 10, 0)));
        Assert.Empty(Ids(_log.Since(_log.Since(mark, 10, 0).Mark, 10, 0)));
    }

    [Fact]
    public void Since_AMarkOfAnotherActivation_AnswersAll()
    {
        Add("a", "b");

        Assert.Equal(["a", "b"], Ids(_log.Since(new RevocationMark("two", 2), 10, 0)));
    }

    [Fact]
    public void Since_MoreThanOneAnswerHolds_IsReadInParts()
    {
        Add("a", "b", "c", "d", "e");
        var read = new List<string>();
        RevocationNews news;
        RevocationMark? mark = null;
        do
        {
            news = _log.Since(mark, 2, 0);
            read.AddRange(Ids(news));
            mark = news.Mark;
        }
        while (!news.IsComplete);

        Assert.Equal(["a", "b", "c", "d", "e"], read);
    }

    [Fact]
    public void Add_Twice_IsOne()
    {
        Assert.True(_log.Add(Revocation("a")));
        Assert.False(_log.Add(Revocation("a")));
        Assert.Equal(1, _log.Count);
    }

    [Fact]
    public void Forget_ThoseThatAreOver_LosesNothingForWhoeverHasReadUpToThem()
    {
        _log.Add(Revocation("a", minutes: 1));
        _log.Add(Revocation("b", minutes: 2));
        var mark = _log.Since(null, 10, 0).Mark;
        _log.Add(Revocation("c", minutes: 3));

        _log.Forget(Now.AddMinutes(1));

        Assert.Equal(2, _log.Count);
        Assert.Equal(["c"], Ids(_log.Since(mark, 10, 0)));
        Assert.Equal(["b", "c"], Ids(_log.Since(null, 10, 0)));
        _log.Forget(Now.AddMinutes(9));
        Assert.Equal(0, _log.Count);
        Assert.True(_log.Since(mark, 10, 0).IsComplete);
        Add("d");
        Assert.Equal(["d"], Ids(_log.Since(mark, 10, 0)));
    }

    private static Revocation Revocation(string id, int minutes = 60) => new(id, "siti", Now.AddMinutes(minutes));

    private static IEnumerable<string> Ids(RevocationNews news) => news.Revocations.Select(static one => one.SessionId);

    private void Add(params string[] ids)
    {
        foreach (var id in ids)
            _log.Add(Revocation(id));
    }
}
