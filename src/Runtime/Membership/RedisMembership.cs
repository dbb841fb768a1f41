using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Redis;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Membership;

/// <summary>
/// The cluster as Redis has it. All that is said to Redis is said by one thread of its own, which uses no other, so that a busy thread pool
/// does not cost a silo its lease. While Redis is away the last view stands. Announcements of others only make the next look come sooner.
/// Time is the system's, because leases run by the clock of Redis and not by one that a test holds.
/// </summary>
internal sealed partial class RedisMembership : IMembership, IAsyncDisposable
{
    private const string KeyPrefix = "nusaloka/members/";

    private readonly RedisMembershipOptions _options;
    private readonly RedisConnection _connection;
    private readonly BlockingRedis _redis;
    private readonly MembershipTable _table;
    private readonly string _key;
    private readonly ILogger<RedisMembership> _logger;
    private readonly BlockingCollection<Action> _commands = [];
    private readonly ConcurrentDictionary<SiloAddress, byte> _suspects = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Lock _adopting = new();
    private readonly ContactLog _contact = new(TimeProvider.System);
    private volatile ClusterView _view = ClusterView.Empty;
    private TaskCompletionSource? _nextLook;
    private bool _started;
    private bool _disposed;

    // Of the thread alone.
    private SiloMember? _self;
    private long _lastLook;

    public RedisMembership(
        IOptions<ClusterOptions> cluster,
        IOptions<RedisClusteringOptions> redis,
        IOptions<RedisMembershipOptions> options,
        RedisConnection connection,
        ILogger<RedisMembership> logger)
    {
        _options = options.Value;
        _connection = connection;
        _redis = new BlockingRedis(RedisConnection.SettingsOf(redis.Value), _options.OperationTimeout);
        _key = KeyPrefix + cluster.Value.ClusterId;
        _table = new MembershipTable(_redis, _key, _options);
        _logger = logger;
    }

    public event Action<ClusterView>? ViewChanged;

    public event Action<SiloAddress>? Evicted;

    public ClusterView View => _view;

    public TableContact Contact => _contact.Now;

    /// <inheritdoc/>
    /// <exception cref="SiloUnavailableException">Redis did not answer in <see cref="RedisMembershipOptions.StartTimeout"/>.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_started) return;
            _started = true;
        }

        new Thread(Run) { IsBackground = true, Name = "Membership" }.Start();
        await UntilAsync(static _ => true, "The cluster cannot be looked up", cancellationToken).ConfigureAwait(false);
        _ = ListenAsync();
    }

    public Task JoinAsync(SiloAddress silo, string name, CancellationToken cancellationToken) =>
        DoAsync(() => Join(new SiloMember(silo, name, SiloStatus.Active)), cancellationToken);

    public Task LeaveAsync(SiloAddress silo, CancellationToken cancellationToken) => DoAsync(() => Leave(silo), cancellationToken);

    public Task RemoveAsync(SiloAddress silo, CancellationToken cancellationToken) => DoAsync(() => Remove(silo), cancellationToken);

    public async Task RefreshAsync(long version, CancellationToken cancellationToken)
    {
        if (_view.Version >= version) return;
        await LookAsync(cancellationToken).ConfigureAwait(false);
        if (_view.Version < version) throw new SiloUnavailableException($"Redis knows version {_view.Version} of the cluster, but version {version} was seen elsewhere.");
    }

    public Task LookAsync(CancellationToken cancellationToken)
    {
        Task look;
        lock (_gate)
        {
            if (_nextLook is null)
            {
                _nextLook = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                // When the thread has stopped nobody looks any more.
                if (!Post(LookAsAsked)) _nextLook.TrySetException(new ObjectDisposedException(nameof(RedisMembership)));
            }

            look = _nextLook.Task;
        }

        return look.WaitAsync(cancellationToken);
    }

    /// <remarks>At once: while Redis does not answer, the thread waits for it most of the time.</remarks>
    public void Learn(ClusterView view) => Adopt(view);

    public void Suspect(SiloAddress silo)
    {
        // Many calls fail at once when a silo dies; one report per heartbeat says it all. When Redis is away there is nobody to tell.
        if (_contact.Now.IsAway || _view.Find(silo) is null || !_suspects.TryAdd(silo, 0)) return;
        LogSuspected(silo);
        // When it fails, that Redis is away has been said.
        _ = DoAsync(() => Ask(() => _table.Suspect(_view, silo)), CancellationToken.None).ContinueWith(static report => report.Exception, TaskScheduler.Default);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_commands.IsAddingCompleted) _commands.CompleteAdding();
            if (!_started) _ended.TrySetResult();
        }

        await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _commands.Dispose();
    }

    /// <summary>Looks until the view is as wanted, for <see cref="RedisMembershipOptions.StartTimeout"/>.</summary>
    public async Task UntilAsync(Func<ClusterView, bool> condition, string failure, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Exception? cause = null;
            try
            {
                await LookAsync(cancellationToken).ConfigureAwait(false);
                if (condition(_view)) return;
            }
            catch (IOException exception)
            {
                cause = exception;
            }

            if (TimeProvider.System.GetElapsedTime(started) >= _options.StartTimeout)
            {
                var message = $"{failure} within {_options.StartTimeout}.";
                throw cause is null ? new SiloUnavailableException(message) : new SiloUnavailableException($"{message} {cause.Message}", cause);
            }

            await Task.Delay(_options.Heartbeat / 4, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Has the thread do something. False when it has stopped.</summary>
    private bool Post(Action command)
    {
        try
        {
            _commands.Add(command);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private Task DoAsync(Action action, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var posted = Post(() =>
        {
            try
            {
                action();
                done.TrySetResult();
            }
            catch (Exception exception)
            {
                done.TrySetException(exception);
            }
        });
        return posted ? done.Task.WaitAsync(cancellationToken) : Task.FromException(new ObjectDisposedException(nameof(RedisMembership)));
    }

    /// <summary>Looks at once when somebody announces a change, instead of at the next heartbeat.</summary>
    private async Task ListenAsync()
    {
        try
        {
            var connection = await _connection.GetAsync().ConfigureAwait(false);
            await connection.GetSubscriber().SubscribeAsync(_key, (_, version) => Announced((long)version)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogDeaf(exception);
        }
    }

    private void Announced(long version)
    {
        if (version > _view.Version) _ = LookAsync(CancellationToken.None).ContinueWith(static look => look.Exception, TaskScheduler.Default);
    }
}
