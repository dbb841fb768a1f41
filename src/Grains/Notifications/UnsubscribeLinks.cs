using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Accounts;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// The links in mails by which one click switches mails of what is in them off (RFC 8058), without a sign-in: who has the mail may do that
/// and nothing else. A token is account, categories and the HMAC of both.
/// </summary>
internal sealed class UnsubscribeLinks(IOptions<AuthenticationOptions> authentication, IOptions<NotificationOptions> options)
{
    private const int MacLength = 16;
    private const int AccountLength = 36;

    // Mails are older than the master key may be: the first makes tokens, any reads them.
    private readonly ImmutableArray<byte[]> _keys = authentication.Value.DeriveKeys("nusaloka/unsubscribe"u8.ToArray());

    /// <summary>The address for a mail about these; null where mails cannot be switched off, or where it is not known how people reach us.</summary>
    public string? For(string accountId, IEnumerable<NotificationCategory> categories)
    {
        ImmutableArray<NotificationCategory> ended =
            [.. categories.Distinct().Where(static one => !NotificationChoices.Locked(one).Contains(NotificationChannel.Email)).Order()];
        return options.Value.PublicUrl.Length == 0 || ended.IsEmpty
            ? null
            : $"{options.Value.PublicUrl.TrimEnd('/')}/api/v1/notifications/unsubscribe?token={Token(accountId, ended)}";
    }

    /// <summary>The token alone.</summary>
    public string Token(string accountId, ImmutableArray<NotificationCategory> categories)
    {
        var name = Encoding.ASCII.GetBytes(accountId + string.Concat(categories.Select(static one => (char)('0' + (int)one))));
        return Base64Url.EncodeToString([.. Mac(_keys[0], name), .. name]);
    }

    /// <summary>What a token says; false when it is none of ours.</summary>
    public bool TryRead(string token, out string accountId, out ImmutableArray<NotificationCategory> categories)
    {
        (accountId, categories) = ("", []);
        if (token.Length > 100 || !Base64Url.IsValid(token))
            return false;

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= MacLength + AccountLength
            || !_keys.Any(key => CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, MacLength), Mac(key, bytes.AsSpan(MacLength)))))
        {
            return false;
        }

        accountId = Encoding.ASCII.GetString(bytes, MacLength, AccountLength);
        categories = [.. bytes[(MacLength + AccountLength)..].Select(static one => (NotificationCategory)(one - '0'))];
        return true;
    }

    private static byte[] Mac(byte[] key, ReadOnlySpan<byte> name) => HMACSHA256.HashData(key, name)[..MacLength];
}
