using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The hash of a transfer in its batch: SHA-256 over the bytes that PostgreSQL's record_send makes of the row of the SQL function
/// ledger_leaf, which the verifier asks. Those are the number of columns and for each its type, length and binary value, all big-endian.
/// </summary>
/// <remarks>Reuses its buffer; not thread-safe.</remarks>
internal sealed class LedgerLeaf
{
    public const int Size = SHA256.HashSizeInBytes;

    private const int Columns = 14;

    // What all columns but the five texts take at most, with their types and lengths.
    private const int FixedSize = 4 + (Columns * 8) + (9 * 16);

    // The numbers of PostgreSQL's types.
    private const int Int64Type = 20;
    private const int Int16Type = 21;
    private const int TextType = 25;
    private const int TimestampType = 1184;
    private const int UuidType = 2950;

    private static readonly DateTime PostgresEpoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private byte[] _bytes = new byte[1024];
    private int _length;

    /// <summary>Writes the hash of a transfer.</summary>
    public void Write(in DecidedTransfer transfer, DateTime at, Span<byte> hash)
    {
        var operation = transfer.Operation;
        Begin(transfer);
        Put(operation.Id);
        Put(operation.Kind);
        Put(transfer.Debit.Id);
        Put(transfer.Credit.Id);
        Put(transfer.Debit.Code);
        Put(transfer.Credit.Code);
        Put(transfer.DebitSeq);
        Put(transfer.CreditSeq);
        Put(operation.Amount);
        Put((short)operation.Currency);
        Put(operation.Description);
        Put(operation.Reference);
        Put(operation.Fingerprint);
        PutHeader(TimestampType, sizeof(long));
        PutRaw((at - PostgresEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        SHA256.HashData(_bytes.AsSpan(0, _length), hash);
    }

    private void Begin(in DecidedTransfer transfer)
    {
        var operation = transfer.Operation;
        var letters = transfer.Debit.Code.Length + transfer.Credit.Code.Length + operation.Description.Length + (operation.Reference?.Length ?? 0)
            + operation.Fingerprint.Length;
        var most = FixedSize + Encoding.UTF8.GetMaxByteCount(letters);
        if (_bytes.Length < most)
            _bytes = new byte[most];
        BinaryPrimitives.WriteInt32BigEndian(_bytes, Columns);
        _length = sizeof(int);
    }

    private void Put(Guid value)
    {
        PutHeader(UuidType, 16);
        value.TryWriteBytes(_bytes.AsSpan(_length), bigEndian: true, out _);
        _length += 16;
    }

    private void Put(long value)
    {
        PutHeader(Int64Type, sizeof(long));
        PutRaw(value);
    }

    private void Put(short value)
    {
        PutHeader(Int16Type, sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(short);
    }

    private void Put(string? value)
    {
        // Null has a length and nothing after it.
        var length = value is null ? -1 : Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length + (2 * sizeof(int))));
        PutHeader(TextType, length);
        _length += Math.Max(length, 0);
    }

    private void PutHeader(int type, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), type);
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length + sizeof(int)), length);
        _length += 2 * sizeof(int);
    }

    private void PutRaw(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(long);
    }
}
