using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Tests.Http;

public sealed class ProblemMiddlewareTests
{
    /// <summary>Whoever goes while they are answered is no error of ours: none is thrown, for which the server would write a stack into the log.</summary>
    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 499)]
    public async Task Client_ThatGoes_IsNoErrorWhetherTheAnswerHasBegunOrNot(bool hasBegun, int status)
    {
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        context.Features.Set<IHttpResponseFeature>(new Response { HasStarted = hasBegun });
        var middleware = new ProblemMiddleware(static _ => throw new OperationCanceledException(), NullLogger<ProblemMiddleware>.Instance);

        await middleware.InvokeAsync(context);

        Assert.Equal(status, context.Response.StatusCode);
    }

    /// <summary>As the server's: what has begun cannot be changed.</summary>
    private sealed class Response : IHttpResponseFeature
    {
        private int _status = 200;

        public int StatusCode
        {
            get => _status;
            set => _status = HasStarted ? throw new InvalidOperationException("The answer has begun.") : value;
        }

        public string? ReasonPhrase { get; set; }

        public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

        public Stream Body { get; set; } = Stream.Null;

        public bool HasStarted { get; init; }

        public void OnStarting(Func<object, Task> callback, object state)
        {
        }

        public void OnCompleted(Func<object, Task> callback, object state)
        {
        }
    }
}
