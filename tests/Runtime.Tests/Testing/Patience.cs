using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Testing;

/// <summary>How long a test waits for what must come.</summary>
public static class Patience
{
    /// <summary>For the Timeout of a test, in milliseconds.</summary>
    public const int TestMilliseconds = 120_000;

    public static readonly TimeSpan Limit = Eventually.DefaultLimit;

    private static int _names;

    /// <summary>A name that no other test uses.</summary>
    public static string NewName() => $"n{Interlocked.Increment(ref _names)}";
}
