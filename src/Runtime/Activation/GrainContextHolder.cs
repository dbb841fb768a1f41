using Orleans.Runtime;

namespace Nusaloka.Runtime.Activation;

/// <summary>Lets the services of an activation ask which one it is.</summary>
internal sealed class GrainContextHolder
{
    public IGrainContext? Context { get; set; }
}
