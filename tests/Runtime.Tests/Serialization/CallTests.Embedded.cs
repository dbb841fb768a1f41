using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;

namespace Nusaloka.Runtime.Tests.Serialization;

/// <summary>Calls as they cross the wire.</summary>
public sealed class CallTests
{
    [Fact]
    public void Arguments_OfManyKinds_Arrive()
    {
        var sent = Create("Nusaloka.Runtime.Tests.Messaging.ICallGrain/JoinAsync");
        object[] arguments = ["x", -1, 2.5m, Guid.Empty, DateTimeOffset.UnixEpoch, 7, new[] { "p", "q" }];
        for (var i = 0; i < arguments.Length; i++) sent.SetArgument(i, arguments[i]);

        var received = Send(sent, CancellationToken.None);

        Assert.Equal(arguments, Enumerable.Range(0, received.GetArgumentCount()).Select(received.GetArgument));
    }

    private static GrainCall Send(GrainCall call, CancellationToken token)
    {
        using var writer = new WireWriter();
        writer.WriteBytes(call.Method.WireName.Span);
        call.WriteArguments(writer);
        var reader = new WireReader(writer.WrittenSpan);
        var received = CallTypes.TryCreate(reader.ReadBytes());
        Assert.NotNull(received);
        received.ReadArguments(ref reader, token);
        Assert.Equal(0, reader.Remaining);
        return received;
    }

    private static GrainCall Create(string wireName)
    {
        var call = CallTypes.TryCreate(System.Text.Encoding.UTF8.GetBytes(wireName));
        Assert.NotNull(call);
        return call;
    }
}
