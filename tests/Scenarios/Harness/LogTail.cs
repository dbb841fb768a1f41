namespace Nusaloka.Scenarios.Harness;

/// <summary>The last lines that a process wrote. Written by several threads.</summary>
internal sealed class LogTail
{
    /// <summary>How many lines are kept.</summary>
    public const int Capacity = 2_000;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new(Capacity);

    public void Add(string? line)
    {
        if (line is null)
            return;

        lock (_lock)
        {
            if (_lines.Count == Capacity)
                _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    /// <summary>The newest lines, one below the other.</summary>
    public string Last(int count)
    {
        lock (_lock)
        {
            return string.Join('\n', _lines.TakeLast(count));
        }
    }
}
