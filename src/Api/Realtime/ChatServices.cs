using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Realtime;

/// <summary>What sessions of clients share.</summary>
internal sealed class ChatServices(
    IClusterClient grains, TokenAuthenticator tokens, RevocationCheck revocations, RevokedSessions revoked, RealtimeInstruments instruments, TimeProvider time,
    IServiceProvider services)
{
    public IGrainFactory Grains { get; } = grains;

    public TokenAuthenticator Tokens { get; } = tokens;

    public RevocationCheck Revocations { get; } = revocations;

    public RevokedSessions Revoked { get; } = revoked;

    public RealtimeInstruments Instruments { get; } = instruments;

    public TimeProvider Time { get; } = time;

    /// <summary>Null when limits are turned off, as for load tests.</summary>
    public RateLimiter? Limiter { get; } = services.GetService<RateLimiter>();

    public Limits? Limits { get; } = services.GetService<Limits>();

    public IRoomSignals? Signals { get; } = services.GetService<IRoomSignals>();
}
