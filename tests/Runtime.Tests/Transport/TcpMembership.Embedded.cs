using System.Collections.Concurrent;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;

namespace Nusaloka.Runtime.Tests.Transport;

/// <summary>One host's sight of a cluster whose members are kept in the test's memory. It can be held back, as if the news had not come.</summary>
internal sealed class TcpMembership : IMembership
{
    private readonly InProcessNetwork _members;
    private ClusterView? _held;

    public TcpMembership(InProcessNetwork members)
    {
        _members = members;
        members.ViewChanged += view =>
        {
            if (_held is null) ViewChanged?.Invoke(view);
        };
    }

    public event Action<ClusterView>? ViewChanged;

    public event Action<SiloAddress>? Evicted
    {
        add { }
        remove { }
    }

    public ClusterView View => _held ?? _members.View;

    public TableContact Contact => default;

    /// <summary>Whether this host cannot look for what is newer than it knows.</summary>
    public bool IsBlind { get; set; }

    /// <summary>Whom this host has suspected.</summary>
    public ConcurrentQueue<SiloAddress> Suspects { get; } = new();

    /// <summary>Sees nothing new from here on, until it is asked for a newer view.</summary>
    public void Hold() => _held = _members.View;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task JoinAsync(SiloAddress silo, string name, CancellationToken cancellationToken) => _members.JoinAsync(silo, name, cancellationToken);

    public Task LeaveAsync(SiloAddress silo, CancellationToken cancellationToken) => _members.LeaveAsync(silo, cancellationToken);

    public Task RemoveAsync(SiloAddress silo, CancellationToken cancellationToken) => _members.RemoveAsync(silo, cancellationToken);

    public Task RefreshAsync(long version, CancellationToken cancellationToken)
    {
        if (View.Version < version) return LookAsync(cancellationToken);
        return Task.CompletedTask;
    }

    public Task LookAsync(CancellationToken cancellationToken)
    {
        if (IsBlind) return Task.FromException(new IOException("The members cannot be looked up."));
        if (_held is null) return Task.CompletedTask;
        _held = null;
        ViewChanged?.Invoke(View);
        return Task.CompletedTask;
    }

    public void Learn(ClusterView view)
    {
    }

    public void Suspect(SiloAddress silo) => Suspects.Enqueue(silo);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
