using Nusaloka.Operations;

namespace Nusaloka.Silo.Operations;

/// <summary>
/// Microsoft Orleans' figures: membership and activations; what waits in mailboxes it does not tell. Its twin for the embedded
/// runtime is ActorFigures.Embedded.cs.
/// </summary>
internal sealed class ActorFigures(
    IGrainFactory grains, IClusterMembershipService? membership = null, ILocalSiloDetails? silo = null) : IRuntimeFigures
{
    /// <summary>What Orleans takes for the kind of a grain class: its name in lower case without this ending.</summary>
    private const string ClassEnding = "Grain";

    public async ValueTask<RuntimeFigures> ReadAsync(CancellationToken cancellationToken)
    {
        // A client of Orleans is not told who the silos are.
        if (membership is null || silo is null)
            return new RuntimeFigures(null, null, ProcessState.Active, 0, [], [], 0);

        var view = membership.CurrentSnapshot;
        var state = StateOf(view.GetSiloStatus(silo.SiloAddress));
        KindReport[] kinds = [];
        if (state == ProcessState.Active)
        {
            var counts = await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics([silo.SiloAddress]).WaitAsync(cancellationToken);
            kinds = [.. counts.GroupBy(count => KindOf(count.GrainType)).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new KindReport(group.Key, group.Sum(count => count.ActivationCount), 0, 0))];
        }

        return new RuntimeFigures(
            silo.Name,
            silo.SiloAddress.ToString(),
            state,
            view.Version.Value,
            [.. view.Members.Values.Where(member => member.Status != SiloStatus.Dead)
                .Select(member => new MemberReport(member.Name, member.SiloAddress.ToString(), StateOf(member.Status)))],
            [.. kinds],
            0);
    }

    private static string KindOf(string grainClass)
    {
        var name = grainClass.Split(',')[0].Split('.')[^1];
        return (name.EndsWith(ClassEnding, StringComparison.Ordinal) ? name[..^ClassEnding.Length] : name).ToLowerInvariant();
    }

    private static ProcessState StateOf(SiloStatus status) => status switch
    {
        SiloStatus.Active => ProcessState.Active,
        SiloStatus.None or SiloStatus.Created or SiloStatus.Joining => ProcessState.Joining,
        _ => ProcessState.ShuttingDown,
    };
}
