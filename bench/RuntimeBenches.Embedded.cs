using Nusaloka.Bench.Measuring;
using Nusaloka.Bench.Serialization;

namespace Nusaloka.Bench;

/// <summary>The benchmarks of what only the embedded runtime has.</summary>
internal static class RuntimeBenches
{
    public static IEnumerable<IBench> All => [new WireBench()];
}
