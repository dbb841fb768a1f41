namespace Nusaloka.Scenarios.Chat;

/// <summary>
/// What one phone has heard of one room, over all its connections. Whatever comes twice, too early or too late is a finding: nothing is put right
/// here, as a client would do that trusts nobody. Written by the connection that is open, read by others.
/// </summary>
internal sealed class RoomLog(string phone, string roomId, string epoch)
{
    private readonly Lock _gate = new();
    private readonly List<SeenEvent> _events = [];
    private readonly List<string> _findings = [];
    private long _last;

    public string Phone { get; } = phone;

    public string RoomId { get; } = roomId;

    /// <summary>Names the room's history, which nothing here gives a reason to change.</summary>
    public string Epoch { get; } = epoch;

    /// <summary>The number of the last event heard of.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
                return _last;
        }
    }

    public IReadOnlyList<SeenEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    public IReadOnlyList<string> Findings
    {
        get
        {
            lock (_gate)
                return [.. _findings];
        }
    }

    /// <summary>The server tells of an event.</summary>
    public void Take(SeenEvent next)
    {
        lock (_gate)
        {
            if (next.Seq <= _last)
                _findings.Add($"{this}: {next.Seq} came after {_last}: twice, or out of order.");
            else if (next.Seq > _last + 1)
                _findings.Add($"{this}: {next.Seq} came after {_last}: something is missing between them.");
            _events.Add(next);
            _last = Math.Max(_last, next.Seq);
        }
    }

    /// <summary>The server says where the phone stands after it has joined with its last number.</summary>
    public void Joined(bool recovered, string epochThere)
    {
        lock (_gate)
        {
            if (!recovered)
                _findings.Add($"{this}: with {_last} the phone was told to read the room anew, although it had missed little.");
            if (epochThere != Epoch)
                _findings.Add($"{this}: the room has another history, {epochThere}.");
        }
    }

    /// <summary>Notes something else that must not be.</summary>
    public void Note(string finding)
    {
        lock (_gate)
            _findings.Add($"{this}: {finding}");
    }

    public override string ToString() => $"{Phone} in {RoomId}";
}
