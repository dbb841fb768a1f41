using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nusaloka.Accounts.Sessions;

/// <summary>
/// What no longer counts although its time is not over: the access tokens of sessions that have ended, and signing keys. One grain;
/// key: <see cref="Key"/>. It remembers each session until the last of its access tokens has expired, tells the processes that
/// verify tokens by the stream <see cref="StreamNamespace"/>, and answers those who ask.
/// </summary>
[Alias("nusaloka.IRevocationsGrain")]
public interface IRevocationsGrain : IGrainWithStringKey
{
    /// <summary>The key of the only instance, and of its stream.</summary>
    const string Key = "access";

    /// <summary>The namespace of the stream of <see cref="RevocationNews"/>, in <see cref="StreamProviders.Realtime"/>.</summary>
    const string StreamNamespace = "revocations";

    /// <summary>How many revocations an answer of <see cref="GetSinceAsync"/> has at most.</summary>
    const int MaxPerAnswer = 5_000;

    /// <summary>Sessions that have ended and are stored as such. Repeating it does nothing.</summary>
    [AlwaysInterleave, Alias("Add")]
    Task AddAsync(ImmutableArray<Revocation> revocations, CancellationToken cancellationToken = default);

    /// <summary>The signing keys are now these: whoever keeps keys or verified tokens forgets them.</summary>
    [AlwaysInterleave, Alias("KeysChanged")]
    Task KeysChangedAsync(long keysVersion, CancellationToken cancellationToken = default);

    /// <summary>What came after the mark; everything that is remembered when it is null or of another activation.</summary>
    [AlwaysInterleave, Alias("GetSince")]
    Task<RevocationNews> GetSinceAsync(RevocationMark? mark, CancellationToken cancellationToken = default);
}
