using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Bookings;

/// <summary>
/// The codes on vouchers: the first 80 bits of an HMAC of the booking's id, as sixteen letters and digits of which no two look alike
/// (Crockford's Base32), in groups of four. Nobody makes one without the master key, and a guide's tries are counted.
/// </summary>
internal sealed class VoucherCodes(IOptions<AuthenticationOptions> options)
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;
    private const int Group = 4;
    private const int BitsOfDigit = 5;

    // Vouchers are printed before the master key may change: the first makes codes, any is right.
    private readonly ImmutableArray<byte[]> _keys = options.Value.DeriveKeys("nusaloka booking vouchers"u8.ToArray());

    /// <summary>The code of a booking's voucher.</summary>
    public string Of(string bookingId) => Of(_keys[0], bookingId);

    /// <summary>Whether the code is that of the booking's voucher, however it was typed.</summary>
    public bool IsRight(string bookingId, string code) => _keys.Any(key =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Plain(Of(key, bookingId))), Encoding.UTF8.GetBytes(Plain(code))));

    private static string Of(byte[] key, string bookingId)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(bookingId));
        var code = new StringBuilder(Length + (Length / Group) - 1);
        for (var i = 0; i < Length; i++)
        {
            if (i > 0 && i % Group == 0)
                code.Append('-');
            code.Append(Digits[DigitAt(hash, i)]);
        }

        return code.ToString();
    }

    private static int DigitAt(byte[] hash, int index)
    {
        var bit = index * BitsOfDigit;
        var two = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
        return (two >> (16 - BitsOfDigit - (bit % 8))) & 0x1F;
    }

    private static string Plain(string code) => code.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
        .Replace('O', '0').Replace('I', '1').Replace('L', '1');
}
