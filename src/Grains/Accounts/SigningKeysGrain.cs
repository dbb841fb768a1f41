using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Accounts;

/// <summary>Keeps the signing keys, and makes the next one when it is asked and the newest is old.</summary>
internal sealed class SigningKeysGrain : Grain, ISigningKeysGrain
{
    private readonly CommittedState<SigningKeysState> _state;
    private readonly KeyWrap _wrap;
    private readonly TimeSpan _tokenLifetime;
    private readonly TimeProvider _time;

    public SigningKeysGrain(
        [PersistentState("state")] IPersistentState<SigningKeysState> state, KeyWrap wrap, IOptions<AuthenticationOptions> options, TimeProvider time)
    {
        _state = new CommittedState<SigningKeysState>(this, state);
        _wrap = wrap;
        _tokenLifetime = options.Value.AccessTokenLifetime;
        _time = time;
    }

    public async Task<PublicKeys> GetPublicKeysAsync(CancellationToken cancellationToken)
    {
        await RotateAsync();
        var published = SigningKeyRules.Published(_state.Value, _tokenLifetime, _time.GetUtcNow());
        return new PublicKeys([.. published.Select(static key => new PublicKey(key.KeyId, key.X, key.Y))], _state.Value.Version);
    }

    public async Task<WrappedSigningKey> GetSigningKeyAsync(CancellationToken cancellationToken)
    {
        await RotateAsync();
        var signing = SigningKeyRules.Signing(_state.Value, _time.GetUtcNow());
        return new WrappedSigningKey(signing.KeyId, signing.Wrapped);
    }

    public Task ReplaceAsync(string orderId, CancellationToken cancellationToken) => _state.Value.LastOrder == orderId
        ? Task.CompletedTask
        : _state.CommitAsync(SigningKeyRules.Replace(_state.Value, NewKey(), orderId, _time.GetStoredUtcNow()));

    private async Task RotateAsync()
    {
        var now = _time.GetStoredUtcNow();
        if (SigningKeyRules.IsDue(_state.Value, now))
            await _state.CommitAsync(SigningKeyRules.Rotate(_state.Value, NewKey(), _tokenLifetime, now));
    }

    private SigningKeyState NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var x = Base64Url.EncodeToString(point.X);
        var y = Base64Url.EncodeToString(point.Y);
        var thumbprint = SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""));
        var keyId = Base64Url.EncodeToString(thumbprint);
        return new SigningKeyState(keyId, x, y, _wrap.Wrap(keyId, key.ExportPkcs8PrivateKey()), _time.GetUtcNow());
    }
}
