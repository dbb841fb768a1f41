using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Api.Http;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Http;

public sealed class SlowBodyTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Pipe _pipe = new();

    [Fact]
    public async Task ReadRest_ComesInPieces_IsRead()
    {
        await _pipe.Writer.WriteAsync("{\"a\":"u8.ToArray());
        var reading = SlowBody.ReadRestAsync(Context(), _pipe.Reader, await _pipe.Reader.ReadAsync());

        _clock.Advance(SlowBody.Patience - TimeSpan.FromTicks(1));
        await _pipe.Writer.WriteAsync("1}"u8.ToArray());
        await _pipe.Writer.CompleteAsync();

        Assert.Equal(7, (await reading).Buffer.Length);
    }

    [Fact]
    public async Task ReadRest_NeverEnds_Is408AndTheEndOfTheConnection()
    {
        var context = Context();
        await _pipe.Writer.WriteAsync("{"u8.ToArray());
        var reading = SlowBody.ReadRestAsync(context, _pipe.Reader, await _pipe.Reader.ReadAsync());

        _clock.Advance(SlowBody.Patience);

        var rejected = await Assert.ThrowsAsync<RequestRejectedException>(() => reading);
        Assert.Equal(408, rejected.Problem.Status);
        Assert.Equal("close", context.Response.Headers.Connection);
    }

    [Fact]
    public async Task ReadRest_CallerHangsUp_IsNoRefusal()
    {
        using var gone = new CancellationTokenSource();
        var context = Context();
        context.RequestAborted = gone.Token;
        await _pipe.Writer.WriteAsync("{"u8.ToArray());
        var reading = SlowBody.ReadRestAsync(context, _pipe.Reader, await _pipe.Reader.ReadAsync());

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private DefaultHttpContext Context() => new()
    {
        RequestServices = new ServiceCollection().AddSingleton<TimeProvider>(_clock).BuildServiceProvider(),
    };
}
