using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// Reaches a client of the hub. Each frame is a call of the method that has the name of its type; it is encoded once for each protocol, whoever gets it.
/// </summary>
internal sealed class HubFrameWriter(HubConnectionContext connection) : IFrameWriter
{
    public ValueTask WriteAsync(ServerFrame frame, CancellationToken cancellationToken) =>
        connection.WriteAsync(frame.Encoded(static one => new SerializedHubMessage(new InvocationMessage(one.Body.Type, [one.Body]))), cancellationToken);

    public async ValueTask CloseAsync(CloseReason reason, CancellationToken cancellationToken)
    {
        // The protocol has no place for a code: it comes before the end.
        await WriteAsync(SystemFrames.Closing(reason, retryAfter: TimeSpan.Zero), cancellationToken);
        connection.Abort();
    }

    public void Abort() => connection.Abort();
}
