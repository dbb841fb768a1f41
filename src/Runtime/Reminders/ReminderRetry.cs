namespace Nusaloka.Runtime.Reminders;

/// <summary>The pause after failures: one second, doubling up to a minute.</summary>
internal static class ReminderRetry
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static TimeSpan After(int failures)
    {
        var pause = TimeSpan.FromSeconds(1L << Math.Min(failures - 1, 6));
        return pause < Longest ? pause : Longest;
    }
}
