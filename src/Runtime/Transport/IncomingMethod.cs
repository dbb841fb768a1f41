using System.Text;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>A method as the other end names it.</summary>
internal sealed class IncomingMethod(ReadOnlySpan<byte> wireName)
{
    private readonly string _name = Encoding.UTF8.GetString(wireName);
    private readonly Func<GrainCall>? _create = CallTypes.FindConstructor(wireName);

    /// <summary>A call of it, without arguments.</summary>
    /// <exception cref="OrleansMessageRejectionException">There is no such method here.</exception>
    public GrainCall NewCall() =>
        _create?.Invoke() ?? throw new OrleansMessageRejectionException($"This silo knows no grain method '{_name}'; the call did not run. Is the silo older than its caller?");
}
