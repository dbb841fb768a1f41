using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>
/// The first four messages of a connection. The one who connects says cluster, own and wanted address and a nonce; the silo answers with its
/// own address and nonce; then the one who connects proves that it knows the cluster's secret, and the silo does, too: an HMAC-SHA256 over
/// who proves it and both of the first messages. Nobody without the secret learns more than that a silo is there, and
/// a proof serves for one connection, one direction and these two addresses only.
/// </summary>
internal static class Handshake
{
    /// <summary>The version of everything that is said on a connection.</summary>
    private const byte ProtocolVersion = 2;

    private const int NonceBytes = 32;
    private const int MaxMessageBytes = 2048;

    /// <summary>The last message, which only a proven silo sends: it has the names of all grain classes.</summary>
    private const int MaxWelcomeBytes = 4 * 1024 * 1024;

    private static ReadOnlySpan<byte> Magic => "NSLK"u8;

    /// <summary>The side that connects.</summary>
    /// <exception cref="HandshakeException">The other end is not the silo that was wanted, or did not prove itself.</exception>
    public static async Task<Welcome> ConnectAsync(IDuplexPipe pipe, Greeting greeting, string? secret, CancellationToken cancellationToken)
    {
        var hello = Write(writer =>
        {
            writer.Write(Magic);
            writer.Write(ProtocolVersion);
            writer.Write(greeting.ClusterId);
            writer.Write(greeting.IsSilo);
            writer.Write(greeting.From.ToParsableString());
            writer.Write(greeting.To.ToParsableString());
            writer.Write(RandomNumberGenerator.GetBytes(NonceBytes));
        });
        await SendAsync(pipe.Output, hello, cancellationToken).ConfigureAwait(false);
        var challenge = await ReceiveAsync(pipe.Input, MaxMessageBytes, cancellationToken).ConfigureAwait(false);
        var silo = Read(challenge, reader =>
        {
            CheckMagic(reader);
            var address = SiloAddress.FromParsableString(reader.ReadString());
            CheckNonce(reader);
            return address;
        });
        if (!silo.Equals(greeting.To)) throw new HandshakeException($"{silo} answers where {greeting.To} was wanted.");

        await SendAsync(pipe.Output, Prove(secret, "connects"u8, hello, challenge), cancellationToken).ConfigureAwait(false);
        var welcome = await ReceiveAsync(pipe.Input, MaxWelcomeBytes, cancellationToken).ConfigureAwait(false);
        return Read(welcome, reader =>
        {
            CheckProof(reader.ReadBytes(HMACSHA256.HashSizeInBytes), Prove(secret, "accepts"u8, hello, challenge));
            return Welcome.Read(reader);
        });
    }

    /// <summary>The side that is connected to.</summary>
    /// <exception cref="HandshakeException">The other end is not of this cluster, or did not prove itself.</exception>
    public static async Task<Greeting> AcceptAsync(
        IDuplexPipe pipe, SiloAddress self, string clusterId, string? secret, Func<Welcome> welcome, CancellationToken cancellationToken)
    {
        var hello = await ReceiveAsync(pipe.Input, MaxMessageBytes, cancellationToken).ConfigureAwait(false);
        var greeting = Read(hello, reader =>
        {
            CheckMagic(reader);
            var cluster = reader.ReadString();
            var read = new Greeting(
                cluster, reader.ReadBoolean(), SiloAddress.FromParsableString(reader.ReadString()), SiloAddress.FromParsableString(reader.ReadString()));
            CheckNonce(reader);
            return read;
        });
        if (greeting.ClusterId != clusterId) throw new HandshakeException($"{greeting.From} belongs to cluster '{greeting.ClusterId}', not '{clusterId}'.");

        var challenge = Write(writer =>
        {
            writer.Write(Magic);
            writer.Write(ProtocolVersion);
            writer.Write(self.ToParsableString());
            writer.Write(RandomNumberGenerator.GetBytes(NonceBytes));
        });
        await SendAsync(pipe.Output, challenge, cancellationToken).ConfigureAwait(false);
        CheckProof(
            await ReceiveAsync(pipe.Input, HMACSHA256.HashSizeInBytes, cancellationToken).ConfigureAwait(false),
            Prove(secret, "connects"u8, hello, challenge));
        var answer = Write(writer =>
        {
            writer.Write(Prove(secret, "accepts"u8, hello, challenge));
            welcome().Write(writer);
        });
        await SendAsync(pipe.Output, answer, cancellationToken).ConfigureAwait(false);
        return greeting;
    }

    private static byte[] Prove(string? secret, ReadOnlySpan<byte> who, byte[] hello, byte[] challenge)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret ?? string.Empty));
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, hello.Length);
        hmac.AppendData(who);
        hmac.AppendData(length);
        hmac.AppendData(hello);
        hmac.AppendData(challenge);
        return hmac.GetHashAndReset();
    }

    private static void CheckMagic(BinaryReader reader)
    {
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic)) throw new HandshakeException("The other end does not speak this protocol.");
        if (reader.ReadByte() is not ProtocolVersion and var version) throw new HandshakeException($"The other end speaks version {version} of the protocol, this one {ProtocolVersion}.");
    }

    private static void CheckNonce(BinaryReader reader)
    {
        if (reader.ReadBytes(NonceBytes).Length != NonceBytes) throw new HandshakeException("The other end sent too short a nonce.");
    }

    private static void CheckProof(byte[] given, byte[] expected)
    {
        if (!CryptographicOperations.FixedTimeEquals(given, expected)) throw new HandshakeException("The other end does not know the cluster's secret.");
    }

    private static byte[] Write(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static T Read<T>(byte[] message, Func<BinaryReader, T> read)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(message));
            return read(reader);
        }
        catch (Exception exception) when (exception is IOException or FormatException or ArgumentException)
        {
            throw new HandshakeException("The other end sent a malformed message.", exception);
        }
    }

    private static async Task SendAsync(PipeWriter output, byte[] message, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), message.Length);
        output.Advance(sizeof(int));
        await output.WriteAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReceiveAsync(PipeReader input, int limit, CancellationToken cancellationToken)
    {
        var length = await ReceiveAsync(input, sizeof(int), ReadLength, cancellationToken).ConfigureAwait(false);
        if (length <= 0 || length > limit) throw new HandshakeException($"The other end sent a message of {length} bytes; at most {limit} are taken.");
        return await ReceiveAsync(input, length, static bytes => bytes.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    private static int ReadLength(ReadOnlySequence<byte> bytes)
    {
        Span<byte> prefix = stackalloc byte[sizeof(int)];
        bytes.CopyTo(prefix);
        return BinaryPrimitives.ReadInt32LittleEndian(prefix);
    }

    private static async Task<T> ReceiveAsync<T>(PipeReader input, int count, Func<ReadOnlySequence<byte>, T> read, CancellationToken cancellationToken)
    {
        var result = await input.ReadAtLeastAsync(count, cancellationToken).ConfigureAwait(false);
        if (result.Buffer.Length < count) throw new HandshakeException("The other end closed the connection.");
        var bytes = result.Buffer.Slice(0, count);
        var value = read(bytes);
        input.AdvanceTo(bytes.End);
        return value;
    }
}
