using System.Diagnostics;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>What a request says besides its arguments: which grain and method, how long the caller waits, who it is, what comes along.</summary>
internal static class RequestEnvelope
{
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    /// <summary>Writes envelope and arguments.</summary>
    /// <param name="writer">In which the frame was begun.</param>
    /// <param name="call">The call.</param>
    /// <param name="names">The names that are known at the other end.</param>
    /// <param name="patience">How long the caller waits yet; null for a call without an answer.</param>
    public static void Write(WireWriter writer, GrainCall call, SentNames names, TimeSpan? patience)
    {
        var flags = FlagsOf(call);
        writer.WriteByte((byte)flags);
        writer.WriteByte((byte)Math.Min(call.ForwardCount, byte.MaxValue));
        writer.WriteUInt32(patience is { } left ? (uint)Math.Clamp(left.TotalMilliseconds, 1, uint.MaxValue) : 0);
        writer.WriteUInt32(names.NumberOf(call.Method));
        WriteGrainId(writer, call.TargetId, names);
        if (call.SourceId is { } source) WriteGrainId(writer, source, names);
        if (call.TraceParent != default) WriteTrace(writer, call.TraceParent);
        if (call.Context is { Count: > 0 } context) Codec<Dictionary<string, object>>.Write(writer, context);
        call.WriteArguments(writer);
    }

    /// <summary>Reads envelope and arguments.</summary>
    /// <returns>The call, how long its caller waits (null: no answer is wanted).</returns>
    /// <exception cref="ProtocolException">A number was not defined.</exception>
    public static GrainCall Read(ref WireReader reader, KnownNames<IncomingMethod> methods, KnownNames<GrainType> grainTypes, out TimeSpan? patience)
    {
        var flags = (RequestFlags)reader.ReadByte();
        var forwardCount = reader.ReadByte();
        patience = reader.ReadUInt32() is var left && flags.HasFlag(RequestFlags.OneWay) ? null : TimeSpan.FromMilliseconds(left);
        var call = methods.Find(reader.ReadUInt32()).NewCall();
        call.ForwardCount = forwardCount;
        call.TargetId = ReadGrainId(ref reader, grainTypes);
        if (flags.HasFlag(RequestFlags.Source)) call.SourceId = ReadGrainId(ref reader, grainTypes);
        if (flags.HasFlag(RequestFlags.Trace)) call.TraceParent = ReadTrace(ref reader);
        if (flags.HasFlag(RequestFlags.Context)) call.Context = Codec<Dictionary<string, object>>.Read(ref reader);
        call.ReadArguments(ref reader, call.Method.TakesToken ? call.TokenOfOrigin() : CancellationToken.None);
        return call;
    }

    public static void WriteGrainId(WireWriter writer, GrainId grainId, SentNames names)
    {
        var type = names.NumberOf(grainId.Type);
        writer.WriteUInt32(type);
        if (type == 0) writer.WriteString(grainId.Type.ToString());
        writer.WriteString(grainId.Key.ToString());
    }

    public static GrainId ReadGrainId(ref WireReader reader, KnownNames<GrainType> grainTypes)
    {
        var number = reader.ReadUInt32();
        var type = number == 0 ? GrainType.Create(reader.ReadString()) : grainTypes.Find(number);
        return GrainId.Create(type, reader.ReadString());
    }

    private static RequestFlags FlagsOf(GrainCall call)
    {
        var flags = RequestFlags.None;
        if (call.Method.IsOneWay) flags |= RequestFlags.OneWay;
        if (call.SourceId is not null) flags |= RequestFlags.Source;
        if (call.TraceParent != default) flags |= RequestFlags.Trace;
        if (call.Context is { Count: > 0 }) flags |= RequestFlags.Context;
        return flags;
    }

    private static void WriteTrace(WireWriter writer, ActivityContext trace)
    {
        Span<byte> ids = stackalloc byte[TraceIdBytes + SpanIdBytes];
        trace.TraceId.CopyTo(ids[..TraceIdBytes]);
        trace.SpanId.CopyTo(ids[TraceIdBytes..]);
        writer.WriteRaw(ids);
        writer.WriteByte((byte)trace.TraceFlags);
        writer.WriteString(trace.TraceState ?? string.Empty);
    }

    private static ActivityContext ReadTrace(ref WireReader reader)
    {
        var traceId = ActivityTraceId.CreateFromBytes(reader.ReadRaw(TraceIdBytes));
        var spanId = ActivitySpanId.CreateFromBytes(reader.ReadRaw(SpanIdBytes));
        var flags = (ActivityTraceFlags)reader.ReadByte();
        var state = reader.ReadString();
        return new ActivityContext(traceId, spanId, flags, state.Length == 0 ? null : state, isRemote: true);
    }
}
