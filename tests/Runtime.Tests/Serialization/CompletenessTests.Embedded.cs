using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;

namespace Nusaloka.Runtime.Tests.Serialization;

/// <summary>Every method of every grain interface of these tests can be called on another silo, but for those that are made not to be.</summary>
public sealed class CompletenessTests
{
    [Fact]
    public void EveryGrainMethod_HasAPlaceOnTheWire()
    {
        var missing =
            from type in CallTypes.AllInterfaces
            from method in MethodNames.MethodsOf(type)
            from part in method.GetParameters().Select(static parameter => parameter.ParameterType).Append(GrainMethod.ResultTypeOf(method))
            where CodecFactory.WhyMissing(part) is not null
            select $"{type.Name}.{method.Name}";

        Assert.Equal(["IWireGrain.OpenAsync", "IWireGrain.SendAsync"], missing.Order());
    }
}
