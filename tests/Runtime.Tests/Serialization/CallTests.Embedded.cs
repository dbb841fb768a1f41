using System.Collections.Immutable;
using System.Text;
using Nusaloka.Runtime.Filters;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Tests.Serialization;

/// <summary>Calls as they cross the wire.</summary>
public sealed class CallTests
{
    private static readonly Order Coffee = new("kopi", 5, null, ImmutableArray<Point>.Empty, null, (1, null), Colour.Last, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Arguments_OfManyKinds_Arrive()
    {
        object[] arguments = ["x", -1, 2.5m, Guid.Empty, DateTimeOffset.UnixEpoch, 7, new[] { "p", "q" }];

        var received = Send(Create("Nusaloka.Runtime.Tests.Messaging.ICallGrain/JoinAsync", arguments));

        Assert.Equal(arguments, ArgumentsOf(received));
    }

    [Fact]
    public void CancellationToken_IsTheReceiversOwn()
    {
        using var here = new CancellationTokenSource();
        using var there = new CancellationTokenSource();

        var received = Send(Create("test.IWireGrain/Do", Coffee, 1, Colour.None, "n", here.Token), there.Token);

        Assert.Equal<object?>([Coffee, 1, Colour.None, "n", there.Token], ArgumentsOf(received));
        Assert.Equal(there.Token, received.GetToken());
    }

    [Fact]
    public void Method_AnswersToItsAliasesAndThoseOfTheInterface()
    {
        foreach (var name in new[] { "test.IWireGrain/Do", "test.IWireGrain/OldDo", "test.IOldWireGrain/Do", "test.IOldWireGrain/OldDo" })
        {
            Assert.Equal("test.IWireGrain/Do", Encoding.UTF8.GetString(Create(name).Method.WireName.Span));
        }
    }

    [Fact]
    public void Methods_OfTheSameName_AreToldApartByTheirParameters()
    {
        Assert.Equal([5], ArgumentsOf(Send(Create("test.IWireGrain/AddAsync(System.Int32)", 5))));
        Assert.Equal(["a"], ArgumentsOf(Send(Create("test.IWireGrain/AddAsync(System.String)", "a"))));
        Assert.Null(CallTypes.FindConstructor("test.IWireGrain/AddAsync"u8));
    }

    [Theory]
    [InlineData("test.IWireGrain/DoAsync")]
    [InlineData("test.INobody/Do")]
    [InlineData("test.IWireGrain")]
    [InlineData("/")]
    [InlineData("")]
    public void UnknownMethod_IsNotFound(string wireName) => Assert.Null(CallTypes.FindConstructor(Encoding.UTF8.GetBytes(wireName)));

    [Fact]
    public void Arguments_ThatAreNotSent_HaveTheirDefaults()
    {
        var received = Create("test.IWireGrain/Do");
        var reader = new WireReader([0]);

        received.ReadArguments(ref reader, CancellationToken.None);

        Assert.Equal<object?>([null, 7, Colour.Red, null, CancellationToken.None], ArgumentsOf(received));
    }

    [Fact]
    public void Arguments_ThatAreNotKnown_AreLeftOut()
    {
        using var writer = new WireWriter();
        Codec<int>.WriteField(writer, WireFormat.KeyOf(1), 9);
        Codec<Order>.WriteField(writer, WireFormat.KeyOf(30), Coffee);
        writer.WriteEnd();
        var reader = new WireReader(writer.WrittenSpan);
        var received = Create("test.IWireGrain/Do");

        received.ReadArguments(ref reader, CancellationToken.None);

        Assert.Equal(0, reader.Remaining);
        Assert.Equal(9, received.GetArgument(1));
    }

    [Fact]
    public void Arguments_ThatAreDamaged_AreRefused()
    {
        var received = Create("test.IWireGrain/Do");

        foreach (var data in new byte[][] { [], [1], [13], [12, 12], [11, 1, 65], [2] })
        {
            Assert.Throws<WireFormatException>(() =>
            {
                var reader = new WireReader(data);
                received.ReadArguments(ref reader, CancellationToken.None);
            });
        }
    }

    [Fact]
    public async Task Result_ReachesTheCaller()
    {
        var call = (GrainCall<Outcome<string>>)Create("test.IWireGrain/Do");
        using var writer = new WireWriter();
        call.WriteResult(writer, Task.FromResult(new Outcome<string>("done", null)));

        Assert.True(Complete(call, writer.WrittenSpan));
        Assert.False(Complete(call, writer.WrittenSpan));

        Assert.Equal(new Outcome<string>("done", null), await call.Answer);
    }

    [Fact]
    public async Task Result_ThatIsNone_ReachesTheCaller()
    {
        var call = (GrainCall<VoidResult>)Create("test.IWireGrain/AddAsync(System.Int32)");
        using var writer = new WireWriter();
        call.WriteResult(writer, Task.CompletedTask);

        Assert.True(Complete(call, writer.WrittenSpan));

        await call.Answer;
        Assert.True(call.IsSettled);
    }

    [Fact]
    public async Task Result_ThatAFilterSet_GoesInPlaceOfTheGrains()
    {
        var call = (GrainCall<Outcome<string>>)Create("test.IWireGrain/Do");
        call.Filtered = new IncomingCallContext([], null!, new object(), call) { Result = new Outcome<string>("filtered", null) };
        using var writer = new WireWriter();
        call.WriteResult(writer, Task.FromResult(new Outcome<string>("done", null)));

        Complete(call, writer.WrittenSpan);

        Assert.Equal("filtered", (await call.Answer).Value);
    }

    [Fact]
    public async Task Result_ThatIsDamaged_IsTheCallersFailure()
    {
        var call = (GrainCall<Outcome<string>>)Create("test.IWireGrain/Do");

        Assert.True(Complete(call, [4]));

        await Assert.ThrowsAsync<WireFormatException>(() => call.Answer);
    }

    [Fact]
    public void TypesWithoutAPlaceOnTheWire_AreNamedWithTheMethod()
    {
        using var writer = new WireWriter();

        var argument = Assert.Throws<CodecNotFoundException>(() => Create("test.IWireGrain/SendAsync", Stream.Null).WriteArguments(writer));
        var result = Assert.Throws<CodecNotFoundException>(() => Create("test.IWireGrain/OpenAsync").WriteResult(writer, Task.FromResult(Stream.Null)));

        Assert.StartsWith("IWireGrain/SendAsync", argument.Message, StringComparison.Ordinal);
        Assert.Contains("IWireGrain/OpenAsync", result.Message, StringComparison.Ordinal);
        Assert.Contains("System.IO.Stream", result.Message, StringComparison.Ordinal);
    }

    private static bool Complete(GrainCall call, ReadOnlySpan<byte> data)
    {
        var reader = new WireReader(data);
        return call.TryCompleteFrom(ref reader);
    }

    private static GrainCall Send(GrainCall call, CancellationToken token = default)
    {
        using var writer = new WireWriter();
        call.WriteArguments(writer);
        var received = CallTypes.FindConstructor(call.Method.WireName.Span)!();
        var reader = new WireReader(writer.WrittenSpan);
        received.ReadArguments(ref reader, token);
        Assert.Equal(0, reader.Remaining);
        return received;
    }

    private static GrainCall Create(string wireName, params object[] arguments)
    {
        var create = CallTypes.FindConstructor(Encoding.UTF8.GetBytes(wireName));
        Assert.NotNull(create);
        var call = create();
        call.Expect();
        for (var i = 0; i < arguments.Length; i++) call.SetArgument(i, arguments[i]);
        return call;
    }

    private static object?[] ArgumentsOf(GrainCall call) => [.. Enumerable.Range(0, call.GetArgumentCount()).Select(call.GetArgument)];
}
