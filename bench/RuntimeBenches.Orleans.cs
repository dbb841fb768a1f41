using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench;

/// <summary>Microsoft Orleans measures its own mechanisms.</summary>
internal static class RuntimeBenches
{
    public static IEnumerable<IBench> All => [];
}
