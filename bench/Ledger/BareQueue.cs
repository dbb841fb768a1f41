namespace Nusaloka.Bench.Ledger;

/// <summary>Transfers that wait to be written, in the order in which they came. With those in hand they are as many as are in flight: for each that is done another comes.</summary>
internal sealed class BareQueue(Traffic traffic, int inFlight)
{
    private readonly List<(int From, int To)> _waiting = [];
    private int _inHand;

    /// <summary>Takes the first that can be claimed; the others stay in their order.</summary>
    public IReadOnlyList<(BareAccount From, BareAccount To)> Take(int most, Func<(int From, int To), (BareAccount From, BareAccount To)?> claim)
    {
        while (_waiting.Count + _inHand < inFlight)
            _waiting.Add(traffic.Next());

        var taken = new List<(BareAccount From, BareAccount To)>(most);
        var kept = 0;
        for (var i = 0; i < _waiting.Count; i++)
        {
            if (taken.Count < most && claim(_waiting[i]) is { } claimed)
                taken.Add(claimed);
            else
                _waiting[kept++] = _waiting[i];
        }

        _waiting.RemoveRange(kept, _waiting.Count - kept);
        _inHand += taken.Count;
        return taken;
    }

    /// <summary>So many of those in hand are written.</summary>
    public void Done(int count) => _inHand -= count;
}
