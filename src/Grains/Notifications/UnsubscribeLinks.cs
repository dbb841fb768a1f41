using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Accounts;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// The links in mails by which one click switches the mails of a category off (RFC 8058), without a sign-in: who has the mail may do that
/// and nothing else. A token is account, category and the HMAC of both.
/// </summary>
internal sealed class UnsubscribeLinks(IOptions<AuthenticationOptions> authentication, IOptions<NotificationOptions> options)
{
    private const int MacLength = 16;
    private const int AccountLength = 36;

    // Mails are older than the master key may be: the first makes tokens, any reads them.
    private readonly ImmutableArray<byte[]> _keys = authentication.Value.DeriveKeys("nusaloka/unsubscribe"u8.ToArray());

    /// <summary>The address for a mail; null where mails cannot be switched off, or where it is not known how people reach us.</summary>
    public string? For(string accountId, NotificationCategory category) =>
        options.Value.PublicUrl.Length == 0 || NotificationChoices.Locked(category).Contains(NotificationChannel.Email)
            ? null
            : $"{options.Value.PublicUrl.TrimEnd('/')}/api/v1/notifications/unsubscribe?token={Token(accountId, category)}";

    /// <summary>The token alone.</summary>
    public string Token(string accountId, NotificationCategory category)
    {
        var name = Encoding.ASCII.GetBytes($"{accountId}{(int)category}");
        return Base64Url.EncodeToString([.. Mac(_keys[0], name), .. name]);
    }

    /// <summary>What a token says; false when it is none of ours.</summary>
    public bool TryRead(string token, out string accountId, out NotificationCategory category)
    {
        (accountId, category) = ("", default);
        if (token.Length > 100 || !Base64Url.IsValid(token))
            return false;

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length != MacLength + AccountLength + 1
            || !_keys.Any(key => CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, MacLength), Mac(key, bytes.AsSpan(MacLength)))))
        {
            return false;
        }

        accountId = Encoding.ASCII.GetString(bytes, MacLength, AccountLength);
        category = (NotificationCategory)(bytes[^1] - '0');
        return true;
    }

    private static byte[] Mac(byte[] key, ReadOnlySpan<byte> name) => HMACSHA256.HashData(key, name)[..MacLength];
}
