using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>
/// Stripe's signature of webhooks, which our sandbox uses, too: <c>t=1533204620,v1=…</c>, where v1 is the HMAC-SHA256 of
/// "time.body" under a shared secret, in lower-case hex. There may be several v1, while a secret is replaced. Source:
/// https://docs.stripe.com/webhooks#verify-manually.
/// </summary>
internal static class TimedSignature
{
    /// <summary>How far the time may be from now, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int MaxLength = 4096;

    /// <summary>The header for a body that is sent now.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(Code(secret, time, body))}";
    }

    /// <summary>Why the body is not from who knows a secret, in a word for logs; null when it is.</summary>
    public static string? WhyNot(string? header, ReadOnlySpan<byte> body, IReadOnlyCollection<string> secrets, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(header))
            return "signature_missing";
        if (header.Length > MaxLength || !TryRead(header, out var time, out var seconds, out var codes))
            return "signature_malformed";
        if (!IsGenuine(secrets, time, body, codes))
            return "signature_wrong";

        var tolerance = (long)Tolerance.TotalSeconds;
        return now.ToUnixTimeSeconds() - seconds is var age && (age > tolerance || age < -tolerance) ? "signature_old" : null;
    }

    private static bool TryRead(string header, out string time, out long seconds, out List<byte[]> codes)
    {
        time = "";
        codes = [];
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal))
                time = part[2..];
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && TryHex(part.AsSpan(3), out var code))
                codes.Add(code);
        }

        return long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() && codes.Count > 0;
    }

    private static bool TryHex(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = new byte[HMACSHA256.HashSizeInBytes];
        return text.Length == 2 * bytes.Length && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }

    // Every secret is tried with every code, so that the time it takes says nothing. An empty one, as a variable that is set to
    // nothing makes it, would be a secret that everybody knows.
    private static bool IsGenuine(IReadOnlyCollection<string> secrets, string time, ReadOnlySpan<byte> body, List<byte[]> codes)
    {
        var genuine = false;
        foreach (var secret in secrets.Where(static secret => secret.Length > 0))
        {
            var expected = Code(secret, time, body);
            foreach (var code in codes)
                genuine |= CryptographicOperations.FixedTimeEquals(expected, code);
        }

        return genuine;
    }

    private static byte[] Code(string secret, string time, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(time + "."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
