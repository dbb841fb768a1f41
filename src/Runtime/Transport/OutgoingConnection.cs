using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>A connection that this host has made to a silo: calls go out, answers come in.</summary>
internal sealed partial class OutgoingConnection : Connection, ICallCarrier
{
    private readonly Peer _peer;
    private readonly CallTable _calls;
    private readonly SentNames _names;
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<long>> _releases = new();
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<Testimony>> _inquiries = new();
    private ulong _lastQuestion;

    public OutgoingConnection(TransportContext transport, ConnectionContext context, IDuplexPipe pipe, Peer peer, Welcome welcome)
        : base(transport, context, pipe, peer.Silo, welcome.MaxFrameBytes)
    {
        _peer = peer;
        _calls = new CallTable(welcome.MaxOutstandingCalls);
        _names = new SentNames(
            (number, method) => SendDefinition(FrameKind.DefineMethod, number, method.WireName.Span),
            (number, type) => SendDefinition(FrameKind.DefineGrainType, number, type.AsSpan()));
    }

    /// <summary>Whether the silo leaves.</summary>
    public bool HasSaidGoodbye { get; private set; }

    /// <summary>Sends a call, or rejects it; false when the connection has ended and the call is the sender's still.</summary>
    public bool TrySend(GrainCall call)
    {
        if (IsClosed) return false;
        var isOneWay = call.Method.IsOneWay;
        if (!isOneWay && !_calls.TryAdd(call, this, out var isClosed))
        {
            if (isClosed) return false;
            Refuse(call, new LimitExceededException(
                "TransportOptions.MaxOutstandingCalls", _calls.Count, _calls.Limit, $"on the connection to {Remote}. The call was not sent; try again later."));
            return true;
        }

        var writer = FrameWriters.Take();
        try
        {
            return TrySend(call, isOneWay, writer);
        }
        catch (Exception exception)
        {
            // The arguments cannot be written.
            if (isOneWay || _calls.TryRemove(call)) Refuse(call, exception);
            return true;
        }
        finally
        {
            FrameWriters.Give(writer);
        }
    }

    /// <summary>Asks for a grain to be given up.</summary>
    public Task<long> ReleaseAsync(GrainId grainId, long viewVersion, CancellationToken cancellationToken) =>
        AskAsync(_releases, number => SendRelease(number, grainId, viewVersion), cancellationToken);

    /// <summary>Asks what the silo knows of the cluster.</summary>
    public Task<Testimony> InquireAsync(CancellationToken cancellationToken) =>
        AskAsync(_inquiries, number => SendNumbers(FrameKind.Inquiry, number, 0), cancellationToken);

    /// <inheritdoc/>
    public void Forget(GrainCall call)
    {
        var number = call.CarrierNumber;
        if (_calls.TryRemove(call)) SendNumbers(FrameKind.Cancel, number, 0);
    }

    protected override void Handle(FrameKind kind, ReadOnlySpan<byte> body)
    {
        switch (kind)
        {
            case FrameKind.Response or FrameKind.Error:
                HandleAnswer(kind, body);
                break;
            case FrameKind.Undelivered:
                var (number, viewVersion) = ReadNumbers(body);
                if (_calls.Take(number) is { } call) _peer.HandBack(call, viewVersion, new SiloUnavailableException($"Silo {Remote} no longer takes calls. The call did not run; try again.") { DidNotRun = true });
                break;
            case FrameKind.Released:
                var (release, settled) = ReadNumbers(body);
                if (_releases.TryGetValue(release, out var answer)) answer.TrySetResult(settled);
                break;
            case FrameKind.Testimony:
                var testimony = new WireReader(body);
                if (_inquiries.TryGetValue(testimony.ReadFixed64(), out var inquiry)) inquiry.TrySetResult(TestimonyFormat.Read(ref testimony));
                break;
            case FrameKind.Goodbye:
                HasSaidGoodbye = true;
                _ = NoteGoodbyeAsync(ReadNumbers(body).Value);
                break;
            default:
                throw new ProtocolException($"{Remote} sent a frame of kind {kind}, which a silo does not send to its callers.");
        }
    }

    protected override void OnClosed(Exception? reason, long sentUpTo)
    {
        Transport.Instruments.SocketClosed(_peer.Direction);
        _peer.Disconnected(this);
        foreach (var call in _calls.Close())
        {
            if (call.CarrierPosition >= sentUpTo) _peer.HandBack(call, 0, Lost(reason, wasSent: false));
            else Refuse(call, Lost(reason, wasSent: true));
        }

        foreach (var release in _releases.Values) release.TrySetException(Lost(reason, wasSent: true));
        foreach (var inquiry in _inquiries.Values) inquiry.TrySetException(Lost(reason, wasSent: true));
    }

    /// <summary>Sends a question of the transport's own, and waits for its answer.</summary>
    private async Task<T> AskAsync<T>(ConcurrentDictionary<ulong, TaskCompletionSource<T>> questions, Action<ulong> send, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _lastQuestion);
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        questions[number] = answer;
        try
        {
            send(number);
            // Closing fails those that are there; this one may have come after.
            if (IsClosed) throw Lost(null, wasSent: false);
            return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            questions.TryRemove(number, out _);
        }
    }

    private bool TrySend(GrainCall call, bool isOneWay, WireWriter writer)
    {
        // Where nobody traces calls here, the other end still belongs to the trace that the caller is in.
        if (call.TraceParent == default && call.Origin is null && Activity.Current is { } activity) call.TraceParent = activity.Context;
        var number = isOneWay ? 0 : call.CarrierNumber;
        Begin(writer, FrameKind.Request, number);
        RequestEnvelope.Write(writer, call, _names, _peer.PatienceOf(call));
        if (IsTooLong(writer)) throw TooLong(writer, $"{call.Method.ActivityName} of {call.TargetId} with its arguments");
        var appended = Send(writer, isBounded: true, ref call.CarrierPosition);
        if (appended == AppendResult.Accepted)
        {
            if (!call.IsSettled || isOneWay) return true;
            // Settled while it was on its way: nobody took it out of the table, or its end was told before its beginning.
            _calls.TryRemove(call);
            SendNumbers(FrameKind.Cancel, number, 0);
            return true;
        }

        // Closing hands back what it finds in the table.
        if (!isOneWay && !_calls.TryRemove(call)) return true;
        if (appended == AppendResult.Closed) return false;
        Refuse(call, new LimitExceededException(
            "TransportOptions.MaxQueuedBytes", Transport.Options.MaxQueuedBytes, Transport.Options.MaxQueuedBytes, $"wait to be sent to {Remote}. The call was not sent; try again later."));
        return true;
    }

    private void HandleAnswer(FrameKind kind, ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body, Transport.References.Value);
        var number = reader.ReadFixed64();
        if (_calls.Take(number) is not { } call)
        {
            // The numbers of releases are below those of calls, in which the slot has been used once at least.
            if (_releases.TryGetValue(number, out var release)) release.TrySetException(Codec<Exception>.Read(ref reader));
            return;
        }

        if (call.Origin is IncomingConnection origin)
        {
            if (call.TrySettleForOrigin()) origin.Relay(call, kind, body[reader.Position..]);
            return;
        }

        try
        {
            if (kind == FrameKind.Response) call.TryCompleteFrom(ref reader);
            else call.Reject(Codec<Exception>.Read(ref reader));
        }
        catch (Exception exception)
        {
            call.Reject(exception);
        }
    }

    private async Task NoteGoodbyeAsync(long viewVersion)
    {
        try
        {
            using var patience = new CancellationTokenSource(Transport.Options.GoodbyeTimeout, Transport.Time);
            await Transport.Membership.RefreshAsync(viewVersion, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The silo goes all the same; what is sent to it meanwhile is handed on or handed back.
            LogGoodbyeFailed(Transport.Logger, exception, Remote);
        }

        SendSignal(FrameKind.GoodbyeNoted);
    }

    private void SendRelease(ulong number, GrainId grainId, long viewVersion)
    {
        var writer = FrameWriters.Take();
        try
        {
            Begin(writer, FrameKind.Release, number);
            writer.WriteFixed64(unchecked((ulong)viewVersion));
            RequestEnvelope.WriteGrainId(writer, grainId, _names);
            Send(writer);
        }
        finally
        {
            FrameWriters.Give(writer);
        }
    }

    private void SendDefinition(FrameKind kind, uint number, ReadOnlySpan<byte> name)
    {
        var writer = FrameWriters.Take();
        try
        {
            Begin(writer, kind);
            writer.WriteUInt32(number);
            writer.WriteRaw(name);
            Send(writer);
        }
        finally
        {
            FrameWriters.Give(writer);
        }
    }

    private void Refuse(GrainCall call, Exception reason)
    {
        Transport.Instruments.CallRejected();
        call.Reject(reason);
    }

    private SiloUnavailableException Lost(Exception? reason, bool wasSent)
    {
        var fate = wasSent ? "Whether the call took effect is unknown." : "The call was not sent; try again.";
        var message = $"The connection to silo {Remote} was lost. {fate}";
        return reason is null ? new SiloUnavailableException(message) { DidNotRun = !wasSent } : new SiloUnavailableException(message, reason) { DidNotRun = !wasSent };
    }

    [LoggerMessage(202, LogLevel.Warning, "Silo {Remote} leaves, and the view without it could not be read.")]
    private static partial void LogGoodbyeFailed(ILogger logger, Exception exception, SiloAddress remote);
}
