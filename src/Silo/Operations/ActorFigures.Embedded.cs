using Nusaloka.Operations;
using Nusaloka.Runtime.Metrics;

namespace Nusaloka.Silo.Operations;

/// <summary>The embedded runtime's figures. Its twin for Microsoft Orleans is ActorFigures.Orleans.cs.</summary>
internal sealed class ActorFigures(IRuntimeStatistics statistics, ILocalSiloDetails? silo = null) : IRuntimeFigures
{
    public ValueTask<RuntimeFigures> ReadAsync(CancellationToken cancellationToken)
    {
        var cluster = statistics.GetClusterStatistics();
        var state = silo is null
            ? cluster.Members.IsEmpty ? ProcessState.Joining : ProcessState.Active
            : cluster.Members.FirstOrDefault(member => member.Address.Equals(silo.SiloAddress)) is { } self
                ? StateOf(self.Status)
                : ProcessState.Joining;
        return ValueTask.FromResult(new RuntimeFigures(
            silo?.Name,
            silo?.SiloAddress.ToString(),
            state,
            cluster.ViewVersion,
            [.. cluster.Members.Select(member => new MemberReport(member.Name, member.Address.ToString(), StateOf(member.Status)))],
            [.. statistics.GetGrainStatistics().Select(grain => new KindReport(grain.GrainType, grain.Activations, grain.Waiting, grain.LongestMailbox))],
            statistics.PendingCalls));
    }

    private static ProcessState StateOf(SiloStatus status) => status switch
    {
        SiloStatus.Active => ProcessState.Active,
        SiloStatus.None or SiloStatus.Created or SiloStatus.Joining => ProcessState.Joining,
        _ => ProcessState.ShuttingDown,
    };
}
