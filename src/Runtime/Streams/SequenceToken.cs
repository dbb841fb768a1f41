using System.Globalization;
using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

/// <summary>The place of an item among all items of a cluster's streams.</summary>
internal sealed class SequenceToken(long number) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = number;

    public override int EventIndex { get; protected set; }

    public override bool Equals(StreamSequenceToken? other) =>
        other is not null && other.SequenceNumber == SequenceNumber && other.EventIndex == EventIndex;

    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

    public override int CompareTo(StreamSequenceToken? other) =>
        other is null ? 1 : SequenceNumber.CompareTo(other.SequenceNumber) is not 0 and var order ? order : EventIndex.CompareTo(other.EventIndex);

    public override string ToString() => SequenceNumber.ToString(CultureInfo.InvariantCulture);
}
