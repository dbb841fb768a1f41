namespace Nusaloka.Runtime.Serialization;

/// <summary>
/// The numbers of the wire format (ADR 0004). A value by itself is a tag, its <see cref="WireType"/>, and its bytes. A field of an object is
/// a key, (id + 1) * 8 + <see cref="WireType"/>, and its bytes; the ids below eight stay free for the marks.
/// </summary>
internal static class WireFormat
{
    /// <summary>The key that ends an object.</summary>
    public const uint End = 0;

    /// <summary>The key between the fields of a base class and those of the class derived from it, whose ids are apart.</summary>
    public const uint EndBase = 1;

    /// <summary>How deep values may lie in each other: enough for any message, too little to exhaust a stack.</summary>
    public const int MaxDepth = 100;

    /// <summary>The longest message, in bytes.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>The highest id of a member.</summary>
    public const uint MaxId = (1 << 28) - 1;

    /// <summary>In place of the form of a list's elements: each has a tag of its own, because it may be null or of a derived type.</summary>
    public const byte TaggedElements = 8;

    private const int TypeBits = 3;
    private const uint TypeMask = (1 << TypeBits) - 1;

    /// <summary>The key of a field, still without its form.</summary>
    public static uint KeyOf(uint id) => (id + 1) << TypeBits;

    /// <summary>The id that a key of a field tells.</summary>
    public static int IdOf(uint key) => (int)(key >> TypeBits) - 1;

    /// <summary>The form that a key or tag tells.</summary>
    public static WireType TypeOf(uint key) => (WireType)(key & TypeMask);

    /// <summary>A key without its form.</summary>
    public static uint WithoutType(uint key) => key & ~TypeMask;

    /// <summary>The least that a value of that form takes, in bytes.</summary>
    public static int MinLength(WireType type) => type switch
    {
        WireType.Fixed32 => 4,
        WireType.Fixed64 => 8,
        WireType.List or WireType.Named => 2,
        WireType.Null => 0,
        _ => 1,
    };
}
