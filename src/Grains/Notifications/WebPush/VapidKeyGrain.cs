using System.Buffers.Text;
using System.Security.Cryptography;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Notifications.WebPush;

/// <summary>Makes the key once and keeps it encrypted.</summary>
[GrainType("vapid-key")]
internal sealed class VapidKeyGrain([PersistentState("state")] IPersistentState<VapidKeyState> storage, KeyWrap wrap) : Grain, IVapidKeyGrain
{
    /// <summary>The name under which the key is wrapped.</summary>
    public const string SealName = "vapid";

    private CommittedState<VapidKeyState>? _state;

    private CommittedState<VapidKeyState> State => _state ??= new CommittedState<VapidKeyState>(this, storage);

    public async Task<VapidKey> GetAsync(CancellationToken cancellationToken)
    {
        if (State.Value.Key is { } kept)
            return kept;

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var made = new VapidKey(Base64Url.EncodeToString([4, .. point.X ?? [], .. point.Y ?? []]), wrap.Wrap(SealName, key.ExportPkcs8PrivateKey()));
        await State.CommitAsync(new VapidKeyState { Key = made });
        return made;
    }
}
