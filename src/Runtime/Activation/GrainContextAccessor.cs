using Orleans.Runtime;

namespace Nusaloka.Runtime.Activation;

internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => RuntimeContext.Current!;
}
