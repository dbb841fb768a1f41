using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;

namespace Nusaloka.Runtime.Metrics;

/// <summary>The figures of a host; a client has no catalog.</summary>
internal sealed class RuntimeStatistics(IMembership membership, PendingCalls pending, Catalog? catalog = null) : IRuntimeStatistics
{
    public int PendingCalls => pending.Count;

    public ClusterStatistics GetClusterStatistics()
    {
        var view = membership.View;
        return new ClusterStatistics(view.Version, [.. view.Members.Select(member => new MemberStatistics(member.Address, member.Name, member.Status))]);
    }

    public IReadOnlyList<GrainStatistics> GetGrainStatistics()
    {
        if (catalog is null) return [];
        var now = catalog.All.ToLookup(activation => activation.GrainId.Type);
        var past = catalog.Past;
        return
        [
            .. now.Select(group => group.Key).Union(past.Keys).Order().Select(type =>
            {
                var (calls, errors) = past.GetValueOrDefault(type);
                return new GrainStatistics(
                    type.ToString(),
                    now[type].Count(),
                    now[type].Sum(activation => activation.WaitingCount),
                    now[type].Select(activation => activation.WaitingCount).DefaultIfEmpty().Max(),
                    calls + now[type].Sum(activation => activation.Calls),
                    errors + now[type].Sum(activation => activation.Errors));
            }),
        ];
    }
}
