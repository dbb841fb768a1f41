using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Accounts;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Accounts;

/// <summary>Keeps the signing keys, and makes the first one when it is first asked.</summary>
internal sealed class SigningKeysGrain : Grain, ISigningKeysGrain
{
    private readonly CommittedState<SigningKeysState> _state;
    private readonly KeyWrap _wrap;
    private readonly TimeProvider _time;

    public SigningKeysGrain([PersistentState("state")] IPersistentState<SigningKeysState> state, KeyWrap wrap, TimeProvider time)
    {
        _state = new CommittedState<SigningKeysState>(this, state);
        _wrap = wrap;
        _time = time;
    }

    public async Task<PublicKeys> GetPublicKeysAsync(CancellationToken cancellationToken)
    {
        await EnsureKeyAsync();
        return new PublicKeys([.. _state.Value.Keys.Select(static key => new PublicKey(key.KeyId, key.X, key.Y))]);
    }

    public async Task<WrappedSigningKey> GetSigningKeyAsync(CancellationToken cancellationToken)
    {
        await EnsureKeyAsync();
        var newest = _state.Value.Keys[0];
        return new WrappedSigningKey(newest.KeyId, newest.Wrapped);
    }

    private async Task EnsureKeyAsync()
    {
        if (_state.Value.Keys.IsEmpty)
            await _state.CommitAsync(new SigningKeysState { Keys = [NewKey()] });
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
