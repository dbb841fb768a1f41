using System.Globalization;
using Orleans.Storage;

namespace Nusaloka.Persistence.Storage;

/// <summary>An ETag is the version in decimal; no ETag stands for version 0, nothing stored.</summary>
internal static class ETag
{
    public static string? Format(long version) => version == 0 ? null : version.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="InconsistentStateException">The text is not a version of ours.</exception>
    public static long Parse(string? etag)
    {
        if (string.IsNullOrEmpty(etag))
            return 0;
        return long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? version
            : throw new InconsistentStateException($"ETag '{etag}' is not a version; this storage's ETags are decimal numbers from 1.");
    }
}
