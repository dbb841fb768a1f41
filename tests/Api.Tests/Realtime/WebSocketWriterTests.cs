using Microsoft.AspNetCore.Http;
using Nusaloka.Api.Realtime;

namespace Nusaloka.Api.Tests.Realtime;

public sealed class WebSocketWriterTests
{
    [Fact]
    public void Abort_TheRequestHasEnded_DoesNothing()
    {
        var context = new DefaultHttpContext();
        var writer = new WebSocketWriter(context);
        context.Uninitialize();

        Assert.Null(Record.Exception(writer.Abort));
    }
}
