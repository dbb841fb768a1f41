using System.Reflection;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;

namespace Nusaloka.Silo.Tests;

/// <summary>Everything that the product sends can cross the wire of the embedded runtime.</summary>
public sealed class MessageTests
{
    private static readonly Assembly[] Product = [typeof(Result).Assembly, typeof(IOutboxPartitionGrain).Assembly, Assembly.Load("Nusaloka.Grains")];

    [Fact]
    public void EveryGrainMethod_HasAPlaceOnTheWire()
    {
        var interfaces = CallTypes.AllInterfaces.Where(static type => Product.Contains(type.Assembly)).ToArray();
        var missing =
            from type in interfaces
            from method in MethodNames.MethodsOf(type)
            from part in method.GetParameters().Select(static parameter => parameter.ParameterType).Append(GrainMethod.ResultTypeOf(method))
            let reason = CodecFactory.WhyMissing(part)
            where reason is not null
            select $"{type.Name}.{method.Name}: {reason}";

        Assert.Contains(typeof(IOutboxPartitionGrain), interfaces);
        Assert.Contains(typeof(Wallets.IWalletGrain), interfaces);
        Assert.Empty(missing);
    }

    [Fact]
    public void EveryMessage_HasAPlaceOnTheWire()
    {
        var messages = Product
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            .Select(static type => type.IsGenericTypeDefinition ? type.MakeGenericType(typeof(string)) : type)
            .ToArray();
        var missing =
            from type in messages
            let reason = CodecFactory.WhyMissing(type)
            where reason is not null
            select reason;

        Assert.Contains(typeof(Result<string>), messages);
        Assert.Empty(missing);
    }
}
