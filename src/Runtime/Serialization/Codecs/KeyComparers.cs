using Orleans.Serialization;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>How sets and dictionaries compare their keys: by default, or as texts without regard to case.</summary>
internal static class KeyComparers<TKey>
{
    private const uint Default = 0;
    private const uint OrdinalIgnoreCase = 1;

    public static uint NumberOf(IEqualityComparer<TKey>? comparer)
    {
        if (comparer is null || comparer.Equals(EqualityComparer<TKey>.Default) || comparer.Equals(StringComparer.Ordinal)) return Default;
        return comparer.Equals(StringComparer.OrdinalIgnoreCase)
            ? OrdinalIgnoreCase
            : throw new CodecNotFoundException($"Keys of {typeof(TKey)} that are compared by {comparer} have no place on the wire: use the default comparer or, for texts, StringComparer.OrdinalIgnoreCase.");
    }

    public static IEqualityComparer<TKey>? Find(uint number, ref WireReader reader) => number switch
    {
        Default => null,
        OrdinalIgnoreCase when StringComparer.OrdinalIgnoreCase is IEqualityComparer<TKey> comparer => comparer,
        _ => throw reader.Bad($"{number} is no way to compare keys of {typeof(TKey)}"),
    };
}
