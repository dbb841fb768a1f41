using System.Diagnostics.Metrics;

namespace Nusaloka.Api.RateLimits;

/// <summary>What operators see of abuse.</summary>
public sealed class RateLimitInstruments
{
    private readonly Meter _meter;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _alone;
    private readonly Counter<long> _slowed;
    private readonly Counter<long> _paused;

    /// <summary>Registers the instruments.</summary>
    public RateLimitInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("Nusaloka.RateLimits");
        _refused = _meter.CreateCounter<long>("nusaloka.rate_limits.refused", description: "Requests answered 429, by limit.");
        _alone = _meter.CreateCounter<long>("nusaloka.rate_limits.alone", description: "Requests counted by one process alone because Redis was away.");
        _slowed = _meter.CreateCounter<long>("nusaloka.tarpit.slowed", description: "Sign-ins that waited because of wrong passwords before them.");
        _paused = _meter.CreateCounter<long>(
            "nusaloka.tarpit.paused", description: "Sign-ins turned away in the pause after many wrong passwords of one person.");
    }

    /// <summary>One request was refused.</summary>
    public void CountRefused(RateLimit limit) => _refused.Add(1, new KeyValuePair<string, object?>("limit", limit.Name));

    /// <summary>One request was counted without Redis, though there should be one.</summary>
    public void CountAlone() => _alone.Add(1);

    /// <summary>One sign-in was turned away in a pause.</summary>
    public void CountPaused() => _paused.Add(1);

    /// <summary>One sign-in waits.</summary>
    public void CountSlowed() => _slowed.Add(1);

    /// <summary>Tells how many callers are remembered.</summary>
    public void Observe(Func<int> callers) =>
        _meter.CreateObservableGauge("nusaloka.rate_limits.callers", callers, description: "Callers that this process remembers.");

    /// <summary>Tells how many sign-ins wait.</summary>
    public void ObserveWaiting(Func<int> waiting) =>
        _meter.CreateObservableGauge("nusaloka.tarpit.waiting", waiting, description: "Sign-ins that wait because of wrong passwords before them.");
}
