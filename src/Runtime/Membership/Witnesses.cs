using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Membership;

/// <summary>
/// The other silos, which are asked what they know while Redis does not answer this host. Newer views are taken over from them. A silo
/// learns from them whether it is alone with that (<see cref="IsolationRules"/>): then it is told to stop.
/// </summary>
internal sealed partial class Witnesses(
    IMembership membership, ITransport transport, IOptions<RedisMembershipOptions> options, ILogger<Witnesses> logger) : IDisposable
{
    private readonly RedisMembershipOptions _options = options.Value;
    private readonly ConcurrentDictionary<SiloAddress, long> _heard = new();
    private readonly ConcurrentDictionary<SiloAddress, bool> _asked = new();
    private readonly CancellationTokenSource _stopping = new();
    private Func<SiloAddress?> _self = static () => null;
    private Action<SiloAddress> _stop = static _ => { };
    private bool _disposed;

    /// <summary>Begins.</summary>
    /// <param name="self">The silo of this host, while it serves; null otherwise, and of a client.</param>
    /// <param name="stop">Told that the silo must stop serving.</param>
    public void Start(Func<SiloAddress?> self, Action<SiloAddress> stop)
    {
        (_self, _stop) = (self, stop);
        _ = RunAsync();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var stopping = _stopping.Token;
        // Like the leases, by the system's clock.
        using var clock = new PeriodicTimer(_options.Heartbeat / 2, TimeProvider.System);
        try
        {
            while (await clock.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                if (!membership.Contact.IsAway)
                {
                    _heard.Clear();
                    continue;
                }

                var view = membership.View;
                var others = view.Members.Where(member => !member.Address.Equals(_self())).ToList();
                foreach (var member in others)
                {
                    if (_asked.TryAdd(member.Address, true)) _ = AskAsync(member.Address, stopping);
                }

                var heard = others.Count(member => _heard.TryGetValue(member.Address, out var at) && TimeProvider.System.GetElapsedTime(at) <= _options.Lease);
                if (others.Count < view.Members.Length && IsolationRules.IsLost(membership.Contact, view.Members.Length, heard, _options.Lease))
                    Stop($"for {membership.Contact.Silence} it has reached neither Redis nor more than {heard} of {others.Count} other silos");
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task AskAsync(SiloAddress silo, CancellationToken stopping)
    {
        try
        {
            using var patience = new CancellationTokenSource(_options.Lease, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
            var silence = membership.Contact.Silence;
            var testimony = await transport.InquireAsync(silo, either.Token).ConfigureAwait(false);
            _heard[silo] = TimeProvider.System.GetTimestamp();
            Consider(silo, testimony, silence);
        }
        catch (Exception exception) when (exception is SiloUnavailableException or OperationCanceledException)
        {
            // It is not heard, and that counts.
        }
        catch (Exception exception)
        {
            LogUnheard(exception, silo);
        }
        finally
        {
            _asked.TryRemove(silo, out _);
        }
    }

    private void Consider(SiloAddress silo, Testimony testimony, TimeSpan silence)
    {
        var self = _self();
        if (testimony.View.Version > membership.View.Version)
        {
            if (self is not null && testimony.View.Find(self) is null) Stop($"silo {silo} knows version {testimony.View.Version} of the cluster, in which it is no member");
            membership.Learn(testimony.View);
        }

        if (membership.Contact.IsAway && IsolationRules.IsAlone(silence, testimony.Contact, _options.Lease))
            Stop($"for {silence} it has not reached Redis, which silo {silo} has reached {testimony.Contact.Silence} ago");
    }

    private void Stop(string reason)
    {
        if (_self() is not { } self) return;
        LogStops(self, reason);
        _stop(self);
    }

    [LoggerMessage(280, LogLevel.Error, "Silo {Silo} cannot be sure of its grains any more: {Reason}.")]
    private partial void LogStops(SiloAddress silo, string reason);

    [LoggerMessage(281, LogLevel.Warning, "Silo {Silo} could not say what it knows of the cluster.")]
    private partial void LogUnheard(Exception exception, SiloAddress silo);
}
