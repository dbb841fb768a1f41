using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using ProtocolMessage = Microsoft.AspNetCore.SignalR.Protocol.HubMessage;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// Counts what a client of the hub sends and what is no call of a command, which never comes to <see cref="HubCommandLimit"/>: calls of what is no command, with
/// arguments that do not fit, and all else that the protocol knows.
/// </summary>
internal sealed class CountedHubProtocol(IHubProtocol protocol, ChatSession session) : IHubProtocol
{
    private static readonly FrozenSet<string> Commands = typeof(RealtimeHub).GetMethods()
        .Select(static method => method.GetCustomAttribute<HubMethodNameAttribute>()?.Name).OfType<string>().ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public string Name => protocol.Name;

    public int Version => protocol.Version;

    public TransferFormat TransferFormat => protocol.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out ProtocolMessage? message)
    {
        if (!protocol.TryParseMessage(ref input, binder, out message))
            return false;
        if (message is not InvocationMessage call || call.StreamIds is { Length: > 0 } || !Commands.Contains(call.Target))
            session.Note();
        return true;
    }

    public void WriteMessage(ProtocolMessage message, IBufferWriter<byte> output) => protocol.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(ProtocolMessage message) => protocol.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => protocol.IsVersionSupported(version);
}
