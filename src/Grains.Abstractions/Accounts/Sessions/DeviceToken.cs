using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Nusaloka.Accounts.Sessions;

/// <summary>
/// What a device keeps after a sign-in, so that its next sign-in is counted apart from those of strangers who guess (OWASP, device cookies).
/// It opens nothing. <c>ndt_</c> and base64url of account id (16 bytes) and secret (24); we keep half of the SHA-256 of it with the account's sessions.
/// </summary>
/// <param name="AccountId">Whose device it claims to be, lower-case "D" format.</param>
/// <param name="Text">The token.</param>
public sealed record DeviceToken(string AccountId, string Text)
{
    /// <summary>The length of a token in characters.</summary>
    public const int Length = 58;

    private const string Prefix = "ndt_";
    private const int AccountBytes = 16;
    private const int SecretBytes = 24;
    private const int HashBytes = 16;

    /// <summary>What is stored of it.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Text)).AsSpan(0, HashBytes));

    /// <summary>A token that nobody else has.</summary>
    public static DeviceToken Create(string accountId)
    {
        var bytes = new byte[AccountBytes + SecretBytes];
        Guid.Parse(accountId).TryWriteBytes(bytes, bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes.AsSpan(AccountBytes));
        return new DeviceToken(accountId, Prefix + Base64Url.EncodeToString(bytes));
    }

    /// <summary>Reads a token; whether the account knows it is for its sessions to say.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DeviceToken? token)
    {
        token = null;
        var bytes = new byte[AccountBytes + SecretBytes];
        if (text is not { Length: Length } || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length), bytes, out _, out var written) != OperationStatus.Done || written != bytes.Length)
        {
            return false;
        }

        token = new DeviceToken(new Guid(bytes.AsSpan(0, AccountBytes), bigEndian: true).ToString(), text);
        return true;
    }

    /// <summary>For logs: without the secret.</summary>
    public override string ToString() => $"{nameof(DeviceToken)} {{ AccountId = {AccountId} }}";
}
