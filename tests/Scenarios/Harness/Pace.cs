namespace Nusaloka.Scenarios.Harness;

/// <summary>
/// Time that must pass because it is part of what is tried: the pause of a client between two requests, the length of an outage.
/// To wait for something to happen is the business of <see cref="Nusaloka.Testing.Eventually"/>.
/// </summary>
internal static class Pace
{
    public static async Task PauseAsync(TimeSpan length)
    {
        if (length <= TimeSpan.Zero)
            return;

        using var timer = new PeriodicTimer(length, TimeProvider.System);
        await timer.WaitForNextTickAsync();
    }
}
