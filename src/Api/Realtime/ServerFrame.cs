using System.Text.Json;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// One thing that clients are told. All connections of a node share it, and so its encodings: each is made once, by whoever needs it first.
/// Thread-safe.
/// </summary>
/// <param name="body">What it says.</param>
/// <param name="kind">What becomes of it when a reader is slow.</param>
/// <param name="key">Of a droppable frame: a newer one with the same key replaces it.</param>
public sealed class ServerFrame(FrameBody body, FrameClass kind = FrameClass.Critical, string? key = null)
{
    private readonly Lock _gate = new();
    private byte[]? _utf8;
    private object? _encoded;

    /// <summary>What it says.</summary>
    public FrameBody Body { get; } = body;

    /// <summary>What becomes of it when a reader is slow.</summary>
    public FrameClass Class { get; } = kind;

    /// <summary>What a droppable frame is about.</summary>
    public string Key { get; } = key ?? body.Type;

    /// <summary>The JSON of <see cref="Body"/>.</summary>
    public ReadOnlyMemory<byte> Utf8
    {
        get
        {
            if (_utf8 is { } made)
                return made;
            lock (_gate)
                return _utf8 ??= JsonSerializer.SerializeToUtf8Bytes(Body, JsonSettings.Options);
        }
    }

    /// <summary>The frame in the encoding of a door, of which there is one beside <see cref="Utf8"/>: made once and shared.</summary>
    public T Encoded<T>(Func<ServerFrame, T> encode)
        where T : class
    {
        lock (_gate)
        {
            if (_encoded is T made)
                return made;
            var encoded = encode(this);
            _encoded = encoded;
            return encoded;
        }
    }
}
