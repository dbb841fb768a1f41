using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Passwords in one form however a keyboard composes their characters: Unicode's normalization form KD (UAX 15; NIST SP 800-63B 3.1.1.2). The platform
/// runs without the tables for that, so they are ours: unicode-nfkd.bin, made by ops/data/make-nfkd.py.
/// </summary>
internal static class PasswordText
{
    private const int FirstSyllable = 0xAC00;
    private const int Syllables = 11_172;
    private const int Trailing = 28;
    private const int VowelsAndTrailing = 21 * Trailing;

    private static readonly Lazy<Dictionary<int, (byte Order, int[] Parts)>> Table = new(Load);

    /// <summary>The password as it is hashed and compared. ASCII is what it is.</summary>
    public static string Normalize(string password)
    {
        if (Ascii.IsValid(password))
            return password;

        var parts = new List<(int Point, byte Order)>(password.Length * 2);
        foreach (var rune in password.EnumerateRunes())
            TakeApart(rune.Value, parts);
        var text = new StringBuilder(parts.Count);
        foreach (var (point, _) in InOrder(parts))
            text.Append(new Rune(point).ToString());
        return text.ToString();
    }

    /// <summary>How many characters people would count: marks belong to the letter before them.</summary>
    public static int LengthOf(string normalized) => Ascii.IsValid(normalized)
        ? normalized.Length
        : normalized.EnumerateRunes().Count(static rune => OrderOf(rune.Value) == 0);

    private static void TakeApart(int point, List<(int Point, byte Order)> parts)
    {
        var syllable = point - FirstSyllable;
        if (syllable is >= 0 and < Syllables)
        {
            // Hangul is taken apart by arithmetic (The Unicode Standard, 3.12).
            parts.Add((0x1100 + syllable / VowelsAndTrailing, 0));
            parts.Add((0x1161 + syllable % VowelsAndTrailing / Trailing, 0));
            if (syllable % Trailing is var trailing and > 0)
                parts.Add((0x11A7 + trailing, 0));
        }
        else if (Table.Value.TryGetValue(point, out var known) && known.Parts.Length > 0)
        {
            foreach (var part in known.Parts)
                parts.Add((part, OrderOf(part)));
        }
        else
        {
            parts.Add((point, OrderOf(point)));
        }
    }

    /// <summary>Marks on one letter in the order of their classes; those of one class stay as they were.</summary>
    private static List<(int Point, byte Order)> InOrder(List<(int Point, byte Order)> parts)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            for (var j = i; j > 0 && parts[j].Order > 0 && parts[j - 1].Order > parts[j].Order; j--)
                (parts[j - 1], parts[j]) = (parts[j], parts[j - 1]);
        }

        return parts;
    }

    private static byte OrderOf(int point) => Table.Value.TryGetValue(point, out var known) ? known.Order : (byte)0;

    private static Dictionary<int, (byte Order, int[] Parts)> Load()
    {
        const string name = "Accounts/unicode-nfkd.bin";
        using var resource = typeof(PasswordText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded resource {name} is missing; Nusaloka.Grains.csproj embeds it.");
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress), Encoding.ASCII);
        var table = new Dictionary<int, (byte, int[])>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(';');
            var parts = fields[2].Length == 0 ? [] : Array.ConvertAll(fields[2].Split(' '), Hexadecimal);
            table.Add(Hexadecimal(fields[0]), (byte.Parse(fields[1], CultureInfo.InvariantCulture), parts));
        }

        return table;
    }

    private static int Hexadecimal(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
