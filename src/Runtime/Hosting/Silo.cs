using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Hosting;

/// <summary>The silo of a host: it joins the cluster when the host starts, and drains and leaves when it stops.</summary>
internal sealed partial class Silo : ILocalSiloDetails, IHostedService
{
    private static readonly DateTimeOffset GenerationEpoch = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IMembership _membership;
    private readonly ITransport _transport;
    private readonly CallRouter _router;
    private readonly Catalog _catalog;
    private readonly ActivationCollector _collector;
    private readonly ILogger<Silo> _logger;
    private volatile bool _killed;

    public Silo(
        IMembership membership,
        ITransport transport,
        CallRouter router,
        Catalog catalog,
        ActivationCollector collector,
        IOptions<ClusterOptions> cluster,
        IOptions<SiloOptions> silo,
        IOptions<EndpointOptions> endpoint,
        ILogger<Silo> logger)
    {
        _membership = membership;
        _transport = transport;
        _router = router;
        _catalog = catalog;
        _collector = collector;
        _logger = logger;
        ClusterId = cluster.Value.ClusterId;
        Name = silo.Value.SiloName.Length > 0 ? silo.Value.SiloName : $"Silo_{Random.Shared.GetHexString(5, lowercase: true)}";
        // Each start gets a higher number, so that a silo that comes back is told from the one that went.
        var generation = (int)(TimeProvider.System.GetUtcNow() - GenerationEpoch).TotalSeconds;
        SiloAddress = SiloAddress.New(endpoint.Value.AdvertisedIPAddress, endpoint.Value.SiloPort, generation);
        GatewayAddress = SiloAddress.New(endpoint.Value.AdvertisedIPAddress, endpoint.Value.GatewayPort, generation);
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; } = Dns.GetHostName();

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _catalog.SiloAddress = SiloAddress;
        _catalog.Instruments.ObserveActivations(() => _catalog.Count);
        _router.Attach(SiloAddress, _catalog);
        await _membership.StartAsync(cancellationToken).ConfigureAwait(false);
        await _transport.ListenAsync(SiloAddress, _catalog, cancellationToken).ConfigureAwait(false);
        _membership.ViewChanged += _catalog.ReleaseForeign;
        await _membership.JoinAsync(SiloAddress, Name, cancellationToken).ConfigureAwait(false);
        _collector.Start();
        LogStarted(Name, SiloAddress);
    }

    /// <summary>
    /// Leaves: code outside grains may call no more; the silo gives up its grains, and what waits for them goes to their new owners,
    /// or, when this is the last silo, is finished here. The token ends the patience.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_killed) return;
        LogStopping(Name, _catalog.Count);
        _collector.Dispose();
        var reason = $"Silo {Name} is shutting down.";
        _router.CloseForOutsiders(reason);
        try
        {
            await _membership.LeaveAsync(SiloAddress, cancellationToken).ConfigureAwait(false);
            if (_membership.View.Silos.IsEmpty) await _catalog.WhenIdleAsync(cancellationToken).ConfigureAwait(false);
            await _catalog.DeactivateAllAsync(new DeactivationReason(DeactivationReasonCode.ShuttingDown, reason), cancellationToken).ConfigureAwait(false);
            await _transport.SayGoodbyeAsync(SiloAddress, _membership.View.Version, cancellationToken).ConfigureAwait(false);
            await _membership.RemoveAsync(SiloAddress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogDrainIncomplete(Name, _catalog.Count);
        }

        await CloseAsync(new SiloUnavailableException(reason), graceful: true).ConfigureAwait(false);
        await _membership.StopAsync(cancellationToken).ConfigureAwait(false);
        LogStopped(Name);
    }

    /// <summary>Goes away without finishing anything, as if the process had died.</summary>
    public void Kill()
    {
        _killed = true;
        _collector.Dispose();
        _ = CloseAsync(new SiloUnavailableException($"Silo {Name} died."), graceful: false);
        _ = _membership.RemoveAsync(SiloAddress, CancellationToken.None);
    }

    private Task CloseAsync(SiloUnavailableException reason, bool graceful)
    {
        _membership.ViewChanged -= _catalog.ReleaseForeign;
        var closed = _transport.CloseAsync(SiloAddress, graceful);
        _catalog.Abort(reason);
        _router.Pending.FailAll(reason);
        return closed;
    }

    [LoggerMessage(160, LogLevel.Information, "Silo {Name} has joined the cluster as {Address}.")]
    private partial void LogStarted(string name, SiloAddress address);

    [LoggerMessage(161, LogLevel.Information, "Silo {Name} drains {Activations} activations.")]
    private partial void LogStopping(string name, int activations);

    [LoggerMessage(162, LogLevel.Warning, "Silo {Name} was stopped before it had drained; {Activations} activations are dropped.")]
    private partial void LogDrainIncomplete(string name, int activations);

    [LoggerMessage(163, LogLevel.Information, "Silo {Name} has left the cluster.")]
    private partial void LogStopped(string name);
}
