namespace Nusaloka.Runtime.Serialization;

/// <summary>The form of a value on the wire: enough to step over one that the reader does not know.</summary>
internal enum WireType : byte
{
    /// <summary>A number in groups of seven bits.</summary>
    VarInt = 0,

    /// <summary>Four bytes, little endian.</summary>
    Fixed32 = 1,

    /// <summary>Eight bytes, little endian.</summary>
    Fixed64 = 2,

    /// <summary>A length and that many bytes.</summary>
    Bytes = 3,

    /// <summary>Fields: each a key and a value, until the end mark.</summary>
    Object = 4,

    /// <summary>A count, the form of the elements and the elements.</summary>
    List = 5,

    /// <summary>The name of a type and a value with a tag.</summary>
    Named = 6,

    /// <summary>Nothing follows.</summary>
    Null = 7,
}
