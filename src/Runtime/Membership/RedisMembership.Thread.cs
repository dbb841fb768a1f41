using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Membership;

/// <summary>What the thread does.</summary>
internal sealed partial class RedisMembership
{
    private void Run()
    {
        try
        {
            while (!_commands.IsCompleted)
            {
                var rest = _options.Heartbeat - TimeProvider.System.GetElapsedTime(_lastLook);
                if (_commands.TryTake(out var command, rest > TimeSpan.Zero ? rest : TimeSpan.Zero)) command();
                if (TimeProvider.System.GetElapsedTime(_lastLook) >= _options.Heartbeat) LookByTheClock();
            }
        }
        finally
        {
            _redis.Dispose();
            EndLook()?.TrySetException(new ObjectDisposedException(nameof(RedisMembership)));
            _ended.TrySetResult();
        }
    }

    private void LookByTheClock()
    {
        _suspects.Clear();
        try
        {
            Look();
        }
        catch (IOException)
        {
            // Said already; the last view stands.
        }
    }

    private void LookAsAsked()
    {
        // From here on whoever asks gets a later look.
        var asked = EndLook();
        try
        {
            Look();
            asked?.TrySetResult();
        }
        catch (IOException exception)
        {
            asked?.TrySetException(exception);
        }
    }

    private TaskCompletionSource? EndLook()
    {
        lock (_gate)
        {
            var asked = _nextLook;
            _nextLook = null;
            return asked;
        }
    }

    /// <summary>A heartbeat, or, without a silo, a mere look.</summary>
    private void Look()
    {
        _lastLook = TimeProvider.System.GetTimestamp();
        var self = _self;
        if (self is null)
        {
            // When Redis has lost the data the silos put themselves back; until then the last view stands.
            Ask(() => _table.Watch(_view));
            return;
        }

        var status = Ask(() => _table.Beat(_view, self));
        if (status == MembershipStatus.Lost)
        {
            LogRestored(self.Name);
            status = Ask(() => _table.Restore(_view, self));
        }

        if (status != MembershipStatus.Evicted) return;
        _self = null;
        LogEvicted(self.Name, self.Address, _options.Lease);
        Evicted?.Invoke(self.Address);
    }

    private void Join(SiloMember self)
    {
        var status = Ask(() => _table.Join(_view, self));
        if (status == MembershipStatus.Lost)
        {
            status = Ask(() => _table.Restore(_view, self));
        }

        if (status == MembershipStatus.Refused)
        {
            throw new SiloUnavailableException($"Silo {self.Name} cannot join as {self.Address}: a silo that was started later has its endpoint. Give it another port, or wait until that one is gone.");
        }

        _self = self;
    }

    private void Leave(SiloAddress silo)
    {
        if (_self is not { } self || !self.Address.Equals(silo)) return;
        self = self with { Status = SiloStatus.ShuttingDown };
        if (Ask(() => _table.Change(_view, self)) == MembershipStatus.Lost) Ask(() => _table.Restore(_view, self));
        _self = self;
    }

    private void Remove(SiloAddress silo)
    {
        // Whatever becomes of it, no heartbeat brings the silo back.
        if (_self?.Address.Equals(silo) == true) _self = null;
        Ask(() => _table.Remove(_view, silo));
    }

    /// <summary>Asks Redis, and takes over the view that it answers with.</summary>
    /// <exception cref="IOException">Redis is away.</exception>
    private MembershipStatus Ask(Func<MembershipAnswer> question)
    {
        MembershipAnswer answer;
        var askedAt = TimeProvider.System.GetTimestamp();
        try
        {
            answer = question();
        }
        catch (Exception exception)
        {
            if (_contact.Failed()) LogAway(exception);
            // What Redis holds may also be no table of members; the thread goes on in any case.
            throw exception as IOException ?? new IOException($"The table of members in Redis cannot be used: {exception.Message}", exception);
        }

        if (_contact.Answered(askedAt)) LogBack(answer.View?.Version ?? _view.Version);
        if (answer.View is { } view) Adopt(view);
        return answer.Status;
    }

    /// <summary>Takes over a view if it is newer. Handlers see views in their order.</summary>
    private void Adopt(ClusterView view)
    {
        lock (_adopting)
        {
            if (view.Version <= _view.Version) return;
            _view = view;
            LogView(view.Version, string.Join(", ", view.Members.Select(member => $"{member.Name} {member.Address} {member.Status}")));
            // One that fails does not keep the others from the view.
            foreach (var handler in Delegate.EnumerateInvocationList(ViewChanged))
            {
                try
                {
                    handler(view);
                }
                catch (Exception exception)
                {
                    LogHandlerFailed(exception, view.Version);
                }
            }
        }
    }

    [LoggerMessage(290, LogLevel.Information, "The cluster is now, by version {Version}: {Members}.")]
    private partial void LogView(long version, string members);

    [LoggerMessage(291, LogLevel.Warning, "Redis is away; the last view of the cluster stands.")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(292, LogLevel.Information, "Redis is back; the cluster is at version {Version}.")]
    private partial void LogBack(long version);

    [LoggerMessage(293, LogLevel.Warning, "Redis has lost the cluster's members; silo {Name} puts itself back.")]
    private partial void LogRestored(string name);

    [LoggerMessage(294, LogLevel.Error, "Silo {Name} was taken out of the cluster as {Address}: no heartbeat of it reached Redis for its lease of {Lease}, or others could not connect to it.")]
    private partial void LogEvicted(string name, SiloAddress address, TimeSpan lease);

    [LoggerMessage(295, LogLevel.Warning, "Silo {Silo} refuses connections; unless it shows itself soon, it is taken for dead.")]
    private partial void LogSuspected(SiloAddress silo);

    [LoggerMessage(296, LogLevel.Warning, "Announcements of the cluster cannot be heard; changes are seen a heartbeat later.")]
    private partial void LogDeaf(Exception exception);

    [LoggerMessage(297, LogLevel.Error, "A part of the silo failed over version {Version} of the cluster.")]
    private partial void LogHandlerFailed(Exception exception, long version);
}
