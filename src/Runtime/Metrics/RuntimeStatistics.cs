using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Messaging;

namespace Nusaloka.Runtime.Metrics;

internal sealed class RuntimeStatistics(Catalog catalog, PendingCalls pending) : IRuntimeStatistics
{
    public int PendingCalls => pending.Count;

    public IReadOnlyList<GrainStatistics> GetGrainStatistics()
    {
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
