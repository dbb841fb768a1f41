using Nusaloka.Runtime.Serialization;
using Nusaloka.Runtime.Tests.Messaging;
using Orleans.Serialization;
using Orleans.Storage;

namespace Nusaloka.Runtime.Tests.Serialization;

public sealed class ExceptionTests
{
    [Fact]
    public void Exception_KeepsWhatItSays()
    {
        var thrown = Thrown(new InvalidOperationException("no", new ArgumentException("bad", "name")) { HResult = 77, Data = { ["key"] = 5, ["stream"] = Stream.Null, [1] = 1 } });

        var back = Assert.IsType<InvalidOperationException>(Wire.RoundTrip<Exception>(thrown));

        Assert.Equal("no", back.Message);
        Assert.Equal(77, back.HResult);
        Assert.Equal("bad (Parameter 'name')", Assert.IsType<ArgumentException>(back.InnerException).Message);
        Assert.Equal(5, back.Data["key"]);
        Assert.Single(back.Data);
    }

    [Fact]
    public void Exception_ThatIsThrownOn_ShowsBothStacks()
    {
        var back = Wire.RoundTrip<Exception>(Thrown(new InvalidOperationException("no")));

        var again = Rethrown(back);

        Assert.Same(back, again);
        Assert.Contains(nameof(Thrown), again.StackTrace, StringComparison.Ordinal);
        Assert.Contains(nameof(Rethrown), again.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void ExceptionsOfTheApplication_KeepTheirType()
    {
        Assert.Equal("no account", Assert.IsType<NoSuchAccountException>(Wire.RoundTrip<Exception>(new NoSuchAccountException("no account"))).Message);
        Assert.Equal("no account", Wire.RoundTrip(new NoSuchAccountException("no account")).Message);
    }

    [Fact]
    public void ExceptionWithIds_KeepsItsMembers()
    {
        var back = Wire.RoundTrip<Exception>(new SoldOutException("sold out", 3, [new Point(1, Colour.Red)]));

        var soldOut = Assert.IsType<SoldOutException>(back);
        Assert.Equal(("sold out", 3), (soldOut.Message, soldOut.Left));
        Assert.Equal([new Point(1, Colour.Red)], soldOut.Points);
    }

    [Fact]
    public void InconsistentState_KeepsBothVersionsAndWhoseViewWasStale()
    {
        var source = Assert.IsType<InconsistentStateException>(Wire.RoundTrip<Exception>(new InconsistentStateException("m", "5", "4", new TimeoutException("t"))));
        var passedOn = Wire.RoundTrip(new InconsistentStateException("m", "5", "4") { IsSourceActivation = false });

        Assert.Equal(("m", "5", "4", true), (source.Message, source.StoredEtag, source.CurrentEtag, source.IsSourceActivation));
        Assert.Equal("t", Assert.IsType<TimeoutException>(source.InnerException).Message);
        Assert.False(passedOn.IsSourceActivation);
    }

    [Fact]
    public void ExceptionsOfTheRuntime_KeepTheirTypeAndMessage()
    {
        Assert.Equal("Limit exceeded queue Current=2 Threshold=1 x", Same(new LimitExceededException("queue", 2, 1, "x")).Message);
        Assert.Equal("gone", Same(new SiloUnavailableException("gone")).Message);
        Assert.Equal("stop", Same(new OperationCanceledException("stop")).Message);
        Assert.Equal("stop", Same(new TaskCanceledException("stop")).Message);
        Assert.Equal("late", Same(new TimeoutException("late")).Message);
        Assert.Equal("no codec", Same(new CodecNotFoundException("no codec")).Message);
        Assert.Equal("damaged", Same(new WireFormatException("damaged")).Message);
    }

    [Fact]
    public void Aggregate_KeepsAllItHolds()
    {
        var back = Same(new AggregateException("all", new TimeoutException("a"), new AggregateException(new NoSuchAccountException("b"))));

        Assert.Equal("all (a) (One or more errors occurred. (b))", back.Message);
        Assert.Equal(2, back.InnerExceptions.Count);
        Assert.IsType<NoSuchAccountException>(back.Flatten().InnerExceptions[1]);
        Assert.Same(back.InnerExceptions[0], back.InnerException);
    }

    [Fact]
    public void UnknownType_ArrivesAsAStandInThatNamesIt()
    {
        var data = Wire.Write<Exception>(new RenamedException("no account", new TimeoutException("late")) { Data = { ["id"] = "7" } });
        Rename(data, nameof(RenamedException), "UnknownException");

        var back = Assert.IsType<UnavailableExceptionFallbackException>(Wire.Read<Exception>(data));
        var again = Assert.IsType<UnavailableExceptionFallbackException>(Wire.RoundTrip<Exception>(back));

        foreach (var standIn in new[] { back, again })
        {
            Assert.Equal("no account", standIn.Message);
            Assert.EndsWith("+UnknownException", standIn.ExceptionType, StringComparison.Ordinal);
            Assert.Equal("7", standIn.Properties["id"]);
            Assert.IsType<TimeoutException>(standIn.InnerException);
            Assert.Contains("UnknownException", standIn.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TypeThatIsNoException_IsNeverMade()
    {
        var data = Wire.Write<Exception>(new TimeoutException("late"));
        Rename(data, "System.TimeoutException", "System.Text.UTF8Encoding"[..23]);

        Assert.IsType<UnavailableExceptionFallbackException>(Wire.Read<Exception>(data));
    }

    [Fact]
    public void ExceptionThatCannotBePutTogether_ArrivesAsAStandIn()
    {
        var back = Assert.IsType<UnavailableExceptionFallbackException>(Wire.RoundTrip<Exception>(new SecretiveException([1, 2])));

        Assert.Equal("2 secrets", back.Message);
        Assert.Equal(typeof(SecretiveException).FullName, back.ExceptionType);
    }

    [Fact]
    public void CausesWithoutEnd_AreCut()
    {
        Exception exception = new TimeoutException("first");
        for (var i = 0; i < 1000; i++) exception = new InvalidOperationException($"{i}", exception);

        var back = Wire.RoundTrip(exception);

        Assert.Equal("999", back.Message);
        Assert.NotNull(back.InnerException);
    }

    [Fact]
    public void ExceptionWithAMemberThatCannotTravel_IsNamed()
    {
        var exception = Assert.Throws<CodecNotFoundException>(() => Wire.Write<Exception>(new UnsendableException()));

        Assert.Contains($"{typeof(UnsendableException)}.{nameof(UnsendableException.Content)}", exception.Message, StringComparison.Ordinal);
    }

    private static T Same<T>(T exception)
        where T : Exception => Assert.IsType<T>(Wire.RoundTrip<Exception>(exception));

    private static void Rename(Span<byte> data, string from, string to)
    {
        var at = data.IndexOf(System.Text.Encoding.UTF8.GetBytes(from));
        System.Text.Encoding.UTF8.GetBytes(to).CopyTo(data[at..]);
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    private static Exception Rethrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    [GenerateSerializer]
    internal sealed class SoldOutException(string message, int left, Point[] points) : Exception(message)
    {
        [Id(0)]
        public int Left { get; } = left;

        [Id(1)]
        public Point[] Points { get; } = points;
    }

    internal sealed class RenamedException(string message, Exception inner) : Exception(message, inner);

    /// <summary>Its message is made of a member that does not travel.</summary>
    internal sealed class SecretiveException(int[] secrets) : Exception
    {
        public override string Message => $"{secrets.Length} secrets";
    }

    [GenerateSerializer]
    internal sealed class UnsendableException : Exception
    {
        [Id(0)]
        public Stream? Content { get; set; }
    }
}
