using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Placement;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Hosting;

/// <summary>
/// The silo of a host: it joins the cluster when the host starts, and drains and leaves when it stops. When the cluster has gone on without
/// it, it stops serving and joins anew, as another silo.
/// </summary>
internal sealed partial class Silo : ILocalSiloDetails, IHostedService, IDisposable
{
    private const int MaxRejoins = 30;

    private static readonly DateTimeOffset GenerationEpoch = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan JoinPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(2);

    private readonly IMembership _membership;
    private readonly ITransport _transport;
    private readonly CallRouter _router;
    private readonly Catalog _catalog;
    private readonly Handover _handover;
    private readonly Witnesses _witnesses;
    private readonly ActivationCollector _collector;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<Silo> _logger;
    private readonly EndpointOptions _endpoint;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private volatile bool _serving;
    private volatile bool _killed;
    private Task _rejoining = Task.CompletedTask;

    public Silo(
        IMembership membership,
        ITransport transport,
        CallRouter router,
        Catalog catalog,
        Handover handover,
        Witnesses witnesses,
        ActivationCollector collector,
        IOptions<ClusterOptions> cluster,
        IOptions<SiloOptions> silo,
        IOptions<EndpointOptions> endpoint,
        IHostApplicationLifetime lifetime,
        ILogger<Silo> logger)
    {
        _membership = membership;
        _transport = transport;
        _router = router;
        _catalog = catalog;
        _handover = handover;
        _witnesses = witnesses;
        _collector = collector;
        _lifetime = lifetime;
        _logger = logger;
        _endpoint = endpoint.Value;
        ClusterId = cluster.Value.ClusterId;
        Name = silo.Value.SiloName.Length > 0 ? silo.Value.SiloName : $"Silo_{Random.Shared.GetHexString(5, lowercase: true)}";
        SiloAddress = NewAddress(0);
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; } = Dns.GetHostName();

    public SiloAddress SiloAddress { get; private set; }

    public SiloAddress GatewayAddress => SiloAddress.New(_endpoint.AdvertisedIPAddress, _endpoint.GatewayPort, SiloAddress.Generation);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _catalog.Instruments.ObserveActivations(() => _catalog.Count);
        _catalog.Open(SiloAddress);
        _router.Attach(SiloAddress, _catalog);
        await _membership.StartAsync(cancellationToken).ConfigureAwait(false);
        _membership.ViewChanged += OnViewChanged;
        _membership.Evicted += OnEvicted;
        await _transport.ListenAsync(SiloAddress, _catalog, cancellationToken).ConfigureAwait(false);
        await JoinAsync(cancellationToken).ConfigureAwait(false);
        Serve();
        _witnesses.Start(() => _serving ? SiloAddress : null, OnEvicted);
        _collector.Start();
        LogStarted(Name, SiloAddress);
    }

    /// <summary>
    /// Leaves: no grains are placed here any more; those that are here come to their end, and what waits for them goes to their new owners,
    /// or, when this is the last silo, is finished here. Code outside grains may call until that is done, because the grains' own work may
    /// go on outside of them. Peers are told, and what they send meanwhile is passed on. The token ends the patience.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_killed) return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        _witnesses.Dispose();
        await _rejoining.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        LogStopping(Name, _catalog.Count);
        _collector.Dispose();
        var reason = $"Silo {Name} is shutting down.";
        try
        {
            await DrainAsync(reason, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogDrainIncomplete(Name, _catalog.Count);
        }

        await RemoveAsync().ConfigureAwait(false);
        await CloseAsync(new SiloUnavailableException(reason), graceful: true).ConfigureAwait(false);
        await _membership.StopAsync(CancellationToken.None).ConfigureAwait(false);
        LogStopped(Name);
    }

    /// <summary>Goes away without finishing anything, as if the process had died.</summary>
    public void Kill()
    {
        _killed = true;
        _witnesses.Dispose();
        _collector.Dispose();
        _ = CloseAsync(new SiloUnavailableException($"Silo {Name} died."), graceful: false);
        _ = _membership.RemoveAsync(SiloAddress, CancellationToken.None);
    }

    public void Dispose() => _stopping.Dispose();

    private SiloAddress NewAddress(int after)
    {
        // Each start gets a higher number, so that a silo that comes back is told from the one that went.
        var generation = (int)(TimeProvider.System.GetUtcNow() - GenerationEpoch).TotalSeconds;
        return SiloAddress.New(_endpoint.AdvertisedIPAddress, _endpoint.SiloPort, Math.Max(generation, after + 1));
    }

    /// <summary>Joins; when that is refused, or nobody is there to ask, it is tried again for a while.</summary>
    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await _membership.JoinAsync(SiloAddress, Name, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (exception is IOException or SiloUnavailableException)
            {
                if (TimeProvider.System.GetElapsedTime(started) >= JoinPatience)
                    throw new SiloUnavailableException($"Silo {Name} could not join cluster {ClusterId} within {JoinPatience}. {exception.Message}", exception);
                LogJoinFailed(exception, Name);
            }

            await Task.Delay(RetryPause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DrainAsync(string reason, CancellationToken cancellationToken)
    {
        if (!await TryLeaveAsync(cancellationToken).ConfigureAwait(false)) _catalog.Close(reason);
        if (_membership.View.Silos.IsEmpty)
        {
            await _catalog.WhenIdleAsync(cancellationToken).ConfigureAwait(false);
            _router.CloseForOutsiders(reason);
        }

        await _catalog.DeactivateAllAsync(new DeactivationReason(DeactivationReasonCode.ShuttingDown, reason), cancellationToken).ConfigureAwait(false);
        _router.CloseForOutsiders(reason);
        await _transport.SayGoodbyeAsync(SiloAddress, _membership.View.Version, cancellationToken).ConfigureAwait(false);
        // What came before everybody had taken note.
        await _catalog.DeactivateAllAsync(new DeactivationReason(DeactivationReasonCode.ShuttingDown, reason), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>False when the cluster cannot be told; then others go on sending, and are refused.</summary>
    private async Task<bool> TryLeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _membership.LeaveAsync(SiloAddress, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is IOException or SiloUnavailableException)
        {
            LogUntold(exception, Name);
            return false;
        }
    }

    private async Task RemoveAsync()
    {
        using var patience = new CancellationTokenSource(FarewellPatience);
        try
        {
            await _membership.RemoveAsync(SiloAddress, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogUntold(exception, Name);
        }
    }

    private Task CloseAsync(SiloUnavailableException reason, bool graceful)
    {
        _membership.ViewChanged -= OnViewChanged;
        _membership.Evicted -= OnEvicted;
        return AbandonAsync(reason, graceful);
    }

    /// <summary>Stops serving.</summary>
    private Task AbandonAsync(SiloUnavailableException reason, bool graceful)
    {
        var closed = _transport.CloseAsync(SiloAddress, graceful);
        _catalog.Abort(reason);
        _router.Pending.FailAll(reason);
        return closed;
    }

    private void OnViewChanged(ClusterView view)
    {
        _handover.Forget(view);
        // Looking through all activations may take a while, and who tells of the view has heartbeats to send.
        _ = Task.Run(_catalog.SettleAsync);
    }

    /// <summary>The silo has joined.</summary>
    private void Serve()
    {
        _serving = true;
        // It may have been taken out since, and that was said to nobody.
        if (_membership.View.Find(SiloAddress) is null) OnEvicted(SiloAddress);
    }

    /// <summary>The cluster has gone on without the silo, or may have: it stops serving. Any thread, also more than once.</summary>
    private void OnEvicted(SiloAddress silo)
    {
        lock (_gate)
        {
            if (_killed || _stopping.IsCancellationRequested || !_serving || !silo.Equals(SiloAddress)) return;
            _serving = false;
            _rejoining = Task.Run(RejoinAsync);
        }
    }

    private async Task RejoinAsync()
    {
        LogEvicted(Name, SiloAddress, _catalog.Count);
        // Nothing is heard of it any more; if Redis can be asked after all, others need not wait for the end of its lease.
        _ = _membership.RemoveAsync(SiloAddress, CancellationToken.None).ContinueWith(static removal => removal.Exception, TaskScheduler.Default);
        await AbandonAsync(new SiloUnavailableException($"Silo {Name} was taken out of the cluster; whether the call took effect is unknown."), graceful: false).ConfigureAwait(false);
        for (var attempt = 1; attempt <= MaxRejoins; attempt++)
        {
            await UntilLookedAsync(_stopping.Token).ConfigureAwait(false);
            SiloAddress = NewAddress(SiloAddress.Generation);
            try
            {
                _catalog.Open(SiloAddress);
                _router.Attach(SiloAddress, _catalog);
                await _transport.ListenAsync(SiloAddress, _catalog, _stopping.Token).ConfigureAwait(false);
                await _membership.JoinAsync(SiloAddress, Name, _stopping.Token).ConfigureAwait(false);
                Serve();
                LogStarted(Name, SiloAddress);
                return;
            }
            catch (Exception exception)
            {
                if (_stopping.IsCancellationRequested) return;
                LogRejoinFailed(exception, Name, attempt, MaxRejoins);
            }

            await _transport.CloseAsync(SiloAddress, graceful: false).ConfigureAwait(false);
            await Task.Delay(RetryPause, TimeProvider.System, _stopping.Token).ConfigureAwait(false);
        }

        LogGivesUp(Name);
        Environment.ExitCode = 1;
        _lifetime.StopApplication();
    }

    /// <summary>Waits until Redis answers, however long that takes: a silo that cannot ask anybody harms nobody.</summary>
    private async Task UntilLookedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _membership.LookAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (IOException)
            {
                // Said already by the membership.
            }

            await Task.Delay(RetryPause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
