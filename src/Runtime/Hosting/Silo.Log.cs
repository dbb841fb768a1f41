using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Hosting;

internal sealed partial class Silo
{
    [LoggerMessage(160, LogLevel.Information, "Silo {Name} has joined the cluster as {Address}.")]
    private partial void LogStarted(string name, SiloAddress address);

    [LoggerMessage(161, LogLevel.Information, "Silo {Name} drains {Activations} activations.")]
    private partial void LogStopping(string name, int activations);

    [LoggerMessage(162, LogLevel.Warning, "Silo {Name} was stopped before it had drained; {Activations} activations are dropped.")]
    private partial void LogDrainIncomplete(string name, int activations);

    [LoggerMessage(163, LogLevel.Information, "Silo {Name} has left the cluster.")]
    private partial void LogStopped(string name);

    [LoggerMessage(164, LogLevel.Warning, "Silo {Name} cannot join yet; it tries again.")]
    private partial void LogJoinFailed(Exception exception, string name);

    [LoggerMessage(165, LogLevel.Warning, "Silo {Name} leaves, but the cluster cannot be told; others notice when its lease ends.")]
    private partial void LogUntold(Exception exception, string name);

    [LoggerMessage(166, LogLevel.Error, "Silo {Name} stops serving as {Address}, because the cluster has gone on without it: {Activations} activations are dropped, their calls fail, and it joins anew.")]
    private partial void LogEvicted(string name, SiloAddress address, int activations);

    [LoggerMessage(167, LogLevel.Warning, "Silo {Name} could not join anew, attempt {Attempt} of {MaxAttempts}.")]
    private partial void LogRejoinFailed(Exception exception, string name, int attempt, int maxAttempts);

    [LoggerMessage(168, LogLevel.Critical, "Silo {Name} gives up joining the cluster; its process ends.")]
    private partial void LogGivesUp(string name);
}
