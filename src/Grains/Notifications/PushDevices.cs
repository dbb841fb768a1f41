using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Nusaloka.Grains.Accounts;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Notifications;

/// <summary>Reads what apps and browsers say of themselves, and keeps it encrypted.</summary>
internal sealed class PushDevices(KeyWrap wrap, TargetHosts hosts)
{
    private const int PublicKeyLength = 65;
    private const int SecretLength = 16;
    private const string FcmHost = "fcm.googleapis.com";

    /// <summary>What is wrong with a device; empty when nothing is.</summary>
    public ImmutableArray<FieldError> Check(AddPushSubscription command)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (command.Label.Length > NotificationLimits.MaxLabelLength || command.Label.Any(char.IsControl))
            wrong.Add(new FieldError("/label", "too_long", $"The label must be one line of at most {NotificationLimits.MaxLabelLength} characters."));
        if (command.Endpoint.Length is 0 or > NotificationLimits.MaxEndpointLength)
            wrong.Add(new FieldError("/endpoint", "out_of_range", $"The endpoint must have 1 to {NotificationLimits.MaxEndpointLength} characters."));
        else if (command.Kind == PushKind.WebPush)
            CheckBrowser(command, wrong);
        else if (!command.Endpoint.All(static c => char.IsAsciiLetterOrDigit(c) || c is ':' or '_' or '-'))
            wrong.Add(new FieldError("/endpoint", "wrong_format", "The registration token has characters that no token has."));
        return wrong.ToImmutable();
    }

    /// <summary>The device as it is kept.</summary>
    public PushDevice Keep(string accountId, AddPushSubscription command, DateTimeOffset now)
    {
        var id = NameBasedId.Create($"push\n{accountId}\n{command.Endpoint}").ToString();
        var target = new PushTarget(command.Kind, command.Endpoint, command.P256dh, command.Auth);
        var host = command.Kind == PushKind.WebPush ? new Uri(command.Endpoint).Host : FcmHost;
        return new PushDevice(id, command.Kind, command.Label, host, wrap.Wrap(SealName(id), StateJson.Serialize(target)), now)
        {
            SessionId = command.SessionId,
        };
    }

    /// <summary>What is needed to write to a device.</summary>
    public PushTarget Open(PushDevice device) => StateJson.Deserialize<PushTarget>(wrap.Unwrap(SealName(device.Id), device.Sealed))
        ?? throw new InvalidOperationException($"Push device {device.Id} is null.");

    /// <summary>What a device is wrapped with.</summary>
    internal static string SealName(string id) => "push:" + id;

    private void CheckBrowser(AddPushSubscription command, ImmutableArray<FieldError>.Builder wrong)
    {
        if (!hosts.IsPush(command.Endpoint))
            wrong.Add(new FieldError("/endpoint", "wrong_format", "The endpoint must be the https address that the browser gave, at a push service that we know."));
        if (Bytes(command.P256dh) is not { Length: PublicKeyLength } key || !IsPoint(key))
            wrong.Add(new FieldError("/p256dh", "wrong_format", "p256dh must be the browser's public key: a point of P-256, 65 bytes as base64url."));
        if (Bytes(command.Auth) is not { Length: SecretLength })
            wrong.Add(new FieldError("/auth", "wrong_format", "auth must be the browser's secret: 16 bytes as base64url."));
    }

    private static byte[]? Bytes(string? text) => text is { Length: <= 100 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static bool IsPoint(byte[] key)
    {
        try
        {
            using var point = WebPush.WebPushMessage.ImportPublicKey(key);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
