using System.IO.Pipelines;

namespace Nusaloka.Runtime.Transport;

/// <summary>A stream as a pair of pipes.</summary>
internal sealed class StreamDuplexPipe(Stream stream) : IDuplexPipe
{
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024));

    public PipeWriter Output { get; } = PipeWriter.Create(stream);
}
