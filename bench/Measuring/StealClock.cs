using System.Globalization;

namespace Nusaloka.Bench.Measuring;

/// <summary>
/// How much of its processors a virtual machine did not get though it wanted them, because its host gave them to others. The more that is,
/// the less latencies say.
/// </summary>
/// <remarks>From /proc/stat, see proc(5): the eighth number of the first line is steal, the first eight together are all time.</remarks>
internal sealed class StealClock
{
    private const string Source = "/proc/stat";
    private const int Kinds = 8;

    /// <summary>Rows that come together were measured together. In ticks, mostly hundredths of a second of a processor.</summary>
    private const long ShortestSpan = 100;

    private (long Steal, long All)? _last = Read();
    private double? _percent;

    /// <summary>Percent of all time since the last call that had something to say; null where the system does not tell.</summary>
    public double? SinceLast()
    {
        if (Read() is not { } now || _last is not { } last)
            return null;

        if (now.All - last.All >= ShortestSpan)
        {
            _percent = Math.Round(100.0 * (now.Steal - last.Steal) / (now.All - last.All), 1);
            _last = now;
        }

        return _percent;
    }

    private static (long Steal, long All)? Read()
    {
        if (!File.Exists(Source))
            return null;

        var numbers = File.ReadLines(Source).First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(Kinds)
            .Select(static number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return numbers.Length == Kinds ? (numbers[^1], numbers.Sum()) : null;
    }
}
