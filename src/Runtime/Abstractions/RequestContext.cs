namespace Orleans.Runtime;

/// <summary>
/// Named values that travel with calls: what a caller sets is seen by the grains it calls, and by those they call, never the other way.
/// Values are shared, not copied, so they must be immutable.
/// </summary>
public static class RequestContext
{
    private static readonly AsyncLocal<Dictionary<string, object>?> Current = new();

    /// <summary>All values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Data ?? [];

    /// <summary>All names.</summary>
    public static IEnumerable<string> Keys => Data?.Keys ?? Enumerable.Empty<string>();

    // Dictionaries are never changed once they are here: set and remove put a new one in place, so a call may keep the one it saw.
    internal static Dictionary<string, object>? Data
    {
        get => Current.Value;
        set
        {
            if (!ReferenceEquals(Current.Value, value)) Current.Value = value;
        }
    }

    /// <summary>The value by that name; null when there is none.</summary>
    public static object? Get(string key) => Data?.GetValueOrDefault(key);

    /// <summary>Sets a value for the calls made from here on.</summary>
    public static void Set(string key, object value)
    {
        Data = Data is { } data ? new Dictionary<string, object>(data) { [key] = value } : new Dictionary<string, object> { [key] = value };
    }

    /// <summary>Removes a value; true when it was there.</summary>
    public static bool Remove(string key)
    {
        if (Data is not { } data || !data.ContainsKey(key)) return false;
        var rest = new Dictionary<string, object>(data);
        rest.Remove(key);
        Data = rest.Count == 0 ? null : rest;
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => Data = null;
}
