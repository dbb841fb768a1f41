using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Transport;

/// <summary>A connection that a silo or a client has made to a silo of this host: calls come in, answers go out.</summary>
internal sealed class IncomingConnection : Connection, ICallOrigin
{
    private readonly Listener _listener;
    private readonly IncomingCalls _calls;
    private readonly KnownNames<IncomingMethod> _methods = new();
    private readonly KnownNames<GrainType> _grainTypes = new();
    private readonly TaskCompletionSource _goodbyeNoted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IncomingConnection(TransportContext transport, ConnectionContext context, IDuplexPipe pipe, Listener listener, Greeting greeting)
        : base(transport, context, pipe, greeting.From, transport.Options.MaxFrameBytes)
    {
        _listener = listener;
        IsSilo = greeting.IsSilo;
        _calls = new IncomingCalls(transport.Options.MaxOutstandingCalls);
    }

    /// <summary>Whether a silo is at the other end.</summary>
    public bool IsSilo { get; }

    /// <summary>Whether that silo was seen in the view, so that it is gone when it is not there any more.</summary>
    public bool WasInView { get; set; }

    /// <summary>Completes when every call has been answered.</summary>
    public Task WhenAnsweredAsync() => _calls.WhenEmptyAsync();

    /// <summary>Says that the silo leaves; completes when the other end has taken note, or is gone.</summary>
    public Task SayGoodbyeAsync(long viewVersion)
    {
        SendNumbers(FrameKind.Goodbye, 0, viewVersion);
        return _goodbyeNoted.Task;
    }

    /// <inheritdoc/>
    public bool IsExpired(GrainCall call) => call.ExpiresAt != 0 && Transport.Time.GetTimestamp() >= call.ExpiresAt;

    /// <inheritdoc/>
    public void Expired(GrainCall call)
    {
        _calls.Remove(call);
        Transport.Instruments.CallExpired();
    }

    /// <inheritdoc/>
    public void Answer(GrainCall call, Task outcome)
    {
        if (!outcome.IsCompletedSuccessfully)
        {
            Refuse(call, outcome.Exception?.InnerException ?? new TaskCanceledException(outcome));
            return;
        }

        _calls.Remove(call);
        var writer = FrameWriters.Take();
        try
        {
            Begin(writer, FrameKind.Response, call.OriginNumber);
            call.WriteResult(writer, outcome);
            if (IsTooLong(writer)) throw TooLong(writer, $"The result of {call.Method.ActivityName} of {call.TargetId}");
            SendAnswer(writer);
        }
        catch (Exception exception)
        {
            SendError(call.OriginNumber, exception);
        }
        finally
        {
            FrameWriters.Give(writer);
        }
    }

    /// <inheritdoc/>
    public void Refuse(GrainCall call, Exception reason)
    {
        _calls.Remove(call);
        SendError(call.OriginNumber, reason);
    }

    /// <summary>Passes on the answer of another silo to which the call was sent on.</summary>
    public void Relay(GrainCall call, FrameKind kind, ReadOnlySpan<byte> answer)
    {
        _calls.Remove(call);
        var writer = FrameWriters.Take();
        try
        {
            Begin(writer, kind, call.OriginNumber);
            writer.WriteRaw(answer);
            SendAnswer(writer);
        }
        finally
        {
            FrameWriters.Give(writer);
        }
    }

    protected override void Handle(FrameKind kind, ReadOnlySpan<byte> body)
    {
        switch (kind)
        {
            case FrameKind.Request:
                HandleRequest(body);
                break;
            case FrameKind.Cancel:
                _calls.Take(ReadNumbers(body).Number)?.GiveUp();
                break;
            case FrameKind.DefineMethod:
                var methods = new WireReader(body);
                _methods.Define(methods.ReadUInt32(), new IncomingMethod(body[methods.Position..]));
                break;
            case FrameKind.DefineGrainType:
                var types = new WireReader(body);
                _grainTypes.Define(types.ReadUInt32(), GrainType.Create(System.Text.Encoding.UTF8.GetString(body[types.Position..])));
                break;
            case FrameKind.Release:
                var release = new WireReader(body);
                _ = ReleaseAsync(release.ReadFixed64(), unchecked((long)release.ReadFixed64()), RequestEnvelope.ReadGrainId(ref release, _grainTypes));
                break;
            case FrameKind.Inquiry:
                SendTestimony(ReadNumbers(body).Number);
                break;
            case FrameKind.GoodbyeNoted:
                _goodbyeNoted.TrySetResult();
                break;
            default:
                throw new ProtocolException($"{Remote} sent a frame of kind {kind}, which a caller does not send to a silo.");
        }
    }

    protected override void OnClosed(Exception? reason, long sentUpTo)
    {
        _goodbyeNoted.TrySetResult();
        // Nobody waits for them any more.
        foreach (var call in _calls.Close()) call.GiveUp();
        _listener.Disconnected(this);
    }

    private void HandleRequest(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body, Transport.References.Value);
        var number = reader.ReadFixed64();
        if (_listener.IsClosed)
        {
            if (number != 0) SendNumbers(FrameKind.Undelivered, number, Transport.Membership.View.Version);
            return;
        }

        GrainCall call;
        try
        {
            call = RequestEnvelope.Read(ref reader, _methods, _grainTypes, out var patience);
            if (patience is { } left)
            {
                call.Origin = this;
                call.OriginNumber = number;
                call.ExpiresAt = Transport.Time.GetTimestamp() + (long)(left.TotalSeconds * Transport.Time.TimestampFrequency);
            }
        }
        catch (Exception exception) when (exception is not ProtocolException)
        {
            if (number != 0) SendError(number, exception);
            return;
        }

        if (call.Origin is not null)
        {
            if (!_calls.TryAdd(call, out var forgotten)) return;
            forgotten?.GiveUp();
        }

        _listener.Deliver(call);
    }

    private async Task ReleaseAsync(ulong number, long viewVersion, GrainId grainId)
    {
        try
        {
            var settled = await _listener.ReleaseAsync(grainId, viewVersion, Ended).ConfigureAwait(false);
            SendNumbers(FrameKind.Released, number, settled);
        }
        catch (Exception exception)
        {
            SendError(number, exception);
        }
    }

    private void SendTestimony(ulong number)
    {
        var writer = FrameWriters.Take();
        try
        {
            Begin(writer, FrameKind.Testimony, number);
            TestimonyFormat.Write(writer, new Testimony(Transport.Membership.Contact, Transport.Membership.View));
            SendAnswer(writer);
        }
        finally
        {
            FrameWriters.Give(writer);
        }
    }

    private void SendAnswer(WireWriter writer)
    {
        if (Send(writer, isBounded: true) == AppendResult.Full)
            Close(new IOException($"{Remote} does not read its answers: more than {Transport.Options.MaxQueuedBytes} bytes wait (TransportOptions.MaxQueuedBytes)."));
    }

    private void SendError(ulong number, Exception reason)
    {
        var writer = FrameWriters.Take();
        try
        {
            try
            {
                WriteError(writer, number, reason);
            }
            catch (Exception exception)
            {
                // It cannot be sent as it is; what cannot be said of it is said of that.
                WriteError(writer, number, new SerializerException($"{reason.GetType()} was thrown and could not be sent: {exception.Message}"));
            }

            SendAnswer(writer);
        }
        finally
        {
            FrameWriters.Give(writer);
        }
    }

    private void WriteError(WireWriter writer, ulong number, Exception reason)
    {
        Begin(writer, FrameKind.Error, number);
        Codec<Exception>.Write(writer, reason);
        if (IsTooLong(writer)) throw TooLong(writer, "The exception");
    }
}
