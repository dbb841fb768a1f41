namespace Nusaloka.Runtime.Tests.Support;

/// <summary>How long a test waits for what must come.</summary>
public static class Patience
{
    /// <summary>For the Timeout of a test, in milliseconds.</summary>
    public const int TestMilliseconds = 30_000;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static int _names;

    /// <summary>Waits until the condition holds.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, $"{what} did not come true in {Limit}.");
            await Task.Delay(Step, TimeProvider.System);
        }
    }

    /// <summary>A name that no other test uses.</summary>
    public static string NewName() => $"n{Interlocked.Increment(ref _names)}";
}
