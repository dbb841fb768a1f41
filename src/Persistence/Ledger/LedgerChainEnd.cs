using System.Globalization;

namespace Nusaloka.Persistence.Ledger;

/// <summary>The newest batch of a chain, or what was that once. Kept outside the database it shows that nothing was taken off the end since.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Seq">The batch's number.</param>
/// <param name="Hash">Its hash, in lower-case hexadecimal: with it all batches before it are fixed.</param>
/// <param name="At">When the batch was written, UTC.</param>
public sealed record LedgerChainEnd(Guid Chain, long Seq, string Hash, DateTimeOffset At)
{
    private const int HashDigits = 64;
    private const int TimeLength = 27;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>One line: chain, number, hash and time.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Chain} {Seq} {Hash} {At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}");

    /// <summary>Reads such a line; what stands around it, as in a log, does not matter. Null when there is none in it.</summary>
    public static LedgerChainEnd? Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = 0; i + 3 < words.Length; i++)
        {
            if (Guid.TryParseExact(words[i], "D", out var chain)
                && long.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
                && words[i + 2].Length == HashDigits && words[i + 2].All(char.IsAsciiHexDigitLower)
                && words[i + 3].Length >= TimeLength
                && DateTimeOffset.TryParse(words[i + 3].AsSpan(0, TimeLength), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            {
                return new LedgerChainEnd(chain, seq, words[i + 2], at);
            }
        }

        return null;
    }
}
