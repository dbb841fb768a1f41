using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Nusaloka.Grains.Notifications.Fcm;

/// <summary>Gets access tokens for our service account (RFC 7523, JWT of RS256) and keeps the newest until shortly before it expires.</summary>
internal sealed class FcmTokens(IHttpClientFactory clients, IOptions<FcmOptions> options, TimeProvider time) : IDisposable
{
    private const string Scope = "https://www.googleapis.com/auth/firebase.messaging";
    private const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _one = new(1);
    // One reference: who reads it beside a change has the one or the other, and not a part of each.
    private volatile FcmToken? _newest;

    /// <summary>A token that is good for a while.</summary>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_newest is { } fresh && time.GetUtcNow() < fresh.Until)
            return fresh.Value;

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_newest is not { } known || time.GetUtcNow() >= known.Until)
                _newest = known = await AskAsync(cancellationToken);
            return known.Value;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Drops the token, because it was refused.</summary>
    public void Forget() => _newest = null;

    public void Dispose() => _one.Dispose();

    private async Task<FcmToken> AskAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        using var content = new FormUrlEncodedContent([new("grant_type", GrantType), new("assertion", Assertion(now))]);
        using var response = await clients.CreateClient(FcmSender.ClientName).PostAsync(new Uri(options.Value.TokenUrl), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"The token service of FCM answered {(int)response.StatusCode}.", inner: null, response.StatusCode);

        var answer = await response.Content.ReadFromJsonAsync<TokenAnswer>(cancellationToken)
            ?? throw new HttpRequestException("The token service of FCM answered null.");
        return new FcmToken(answer.AccessToken, now + TimeSpan.FromSeconds(answer.ExpiresIn) - Margin);
    }

    private string Assertion(DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = options.Value.ClientEmail,
            ["scope"] = Scope,
            ["aud"] = options.Value.TokenUrl,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + AssertionLifetime).ToUnixTimeSeconds(),
        };
        var signed = Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8) + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        using var key = RSA.Create();
        key.ImportFromPem(options.Value.PrivateKey.Replace("\\n", "\n", StringComparison.Ordinal));
        return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private sealed record FcmToken(string Value, DateTimeOffset Until);

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
