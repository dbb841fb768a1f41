using System.Collections.Immutable;
using Nusaloka.Operations;

namespace Nusaloka.Grains.Operations;

/// <summary>The newest report of each process, and what they say together.</summary>
/// <param name="Newest">By the process's instance.</param>
internal sealed record ClusterReports(ImmutableDictionary<string, ProcessReport> Newest)
{
    /// <summary>The most processes that are remembered; the one silent for longest makes room.</summary>
    public const int MaxProcesses = 256;

    /// <summary>How long a process that has fallen silent is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);

    /// <summary>How long a process that reports every second may be silent before it is taken for gone.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    public static ClusterReports None { get; } = new(ImmutableDictionary<string, ProcessReport>.Empty);

    /// <summary>With a report that has just come in, without those that are too old.</summary>
    public ClusterReports With(ProcessReport report, DateTimeOffset now)
    {
        var newest = Forget(now).Newest.SetItem(report.Process.Instance, report with { Process = report.Process with { ReportedAt = now } });
        return new ClusterReports(newest.Count <= MaxProcesses ? newest : newest.Remove(newest.MinBy(one => one.Value.Process.ReportedAt).Key));
    }

    /// <summary>Without the processes that have been silent for too long.</summary>
    public ClusterReports Forget(DateTimeOffset now) =>
        new(Newest.RemoveRange(Newest.Where(one => now - one.Value.Process.ReportedAt > Memory).Select(one => one.Key)));

    /// <summary>The processes, each in the state that the newest view and its silence say.</summary>
    public ClusterFigures Cluster(DateTimeOffset now)
    {
        var view = Newest.Values.MaxBy(report => report.Process.ViewVersion);
        var members = view?.Members.ToDictionary(member => member.Address, member => member.State, StringComparer.Ordinal) ?? [];
        return new ClusterFigures(view?.Process.ViewVersion ?? 0,
        [
            .. Newest.Values.Select(report => report.Process with { State = StateOf(report.Process) })
                .OrderByDescending(process => process.HasSilo)
                .ThenBy(process => process.Name, StringComparer.Ordinal).ThenBy(process => process.StartedAt),
        ]);

        ProcessState StateOf(ProcessFigures process)
        {
            if (now - process.ReportedAt > Silence)
                return ProcessState.Gone;
            // A process that says itself that it leaves knows better than the view; one without a silo is in no view.
            if (!process.HasSilo || members.Count == 0 || process.State != ProcessState.Active)
                return process.State;
            return members.GetValueOrDefault(process.Address, ProcessState.Gone);
        }
    }

    /// <summary>Grain kinds by name. Activations and mailboxes are those of silos that report now; calls, those of all that are remembered.</summary>
    public ImmutableArray<KindFigures> Kinds(DateTimeOffset now)
    {
        var present = Newest.Values.Where(report => now - report.Process.ReportedAt <= Silence)
            .SelectMany(report => report.Kinds).ToLookup(kind => kind.Kind, StringComparer.Ordinal);
        var calls = Calls().ToLookup(call => call.Method.Kind, StringComparer.Ordinal);
        return
        [
            .. present.Select(kind => kind.Key).Union(calls.Select(kind => kind.Key)).Order(StringComparer.Ordinal).Select(kind => new KindFigures(
                kind,
                present[kind].Count(one => one.Activations > 0),
                present[kind].Sum(one => one.Activations),
                present[kind].Sum(one => one.Waiting),
                present[kind].Select(one => one.LongestMailbox).DefaultIfEmpty().Max(),
                Sum(calls[kind]))),
        ];
    }

    /// <summary>Grain methods in that order, at most so many.</summary>
    public ImmutableArray<MethodFigures> Methods(MethodOrder order, int limit)
    {
        var methods = Calls().GroupBy(call => (call.Method.Kind, call.Method.Method))
            .Select(group => new MethodFigures(group.Key.Kind, group.Key.Method, Sum(group)));
        var ordered = order switch
        {
            MethodOrder.Slowest => methods.OrderByDescending(method => method.Calls.P99 ?? TimeSpan.Zero).ThenByDescending(method => method.Calls.PerSecond),
            MethodOrder.Errors => methods.OrderByDescending(method => method.Calls.ErrorsPerSecond).ThenByDescending(method => method.Calls.Errors),
            MethodOrder.Calls => methods.OrderByDescending(method => method.Calls.PerSecond).ThenByDescending(method => method.Calls.Total),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "There is no such order of methods."),
        };
        return
        [
            .. ordered.ThenBy(method => method.Kind, StringComparer.Ordinal).ThenBy(method => method.Method, StringComparer.Ordinal)
                .Take(Math.Clamp(limit, 1, IClusterReportGrain.MaxMethods)),
        ];
    }

    private IEnumerable<(MethodReport Method, TimeSpan Window)> Calls() =>
        from report in Newest.Values from method in report.Methods select (method, report.Window);

    private static CallFigures Sum(IEnumerable<(MethodReport Method, TimeSpan Window)> calls)
    {
        var (total, errors, perSecond, errorsPerSecond, durations) = (0L, 0L, 0d, 0d, CallDurations.None);
        foreach (var (method, window) in calls)
        {
            // A process that has just started has no second behind it yet.
            var seconds = Math.Max(window.TotalSeconds, 1);
            total += method.Calls;
            errors += method.Errors;
            perSecond += method.RecentCalls / seconds;
            errorsPerSecond += method.RecentErrors / seconds;
            durations = durations.Plus(method.RecentDurations);
        }

        return new CallFigures(total, errors, perSecond, errorsPerSecond, durations.Percentile(0.5), durations.Percentile(0.99));
    }
}
