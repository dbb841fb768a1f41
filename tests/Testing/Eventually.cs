namespace Nusaloka.Testing;

/// <summary>Waits for a condition that other threads or processes bring about, for a bounded time, and says what was missing.</summary>
public static class Eventually
{
    /// <summary>Long enough for a machine under any load; a test that passes never waits for it.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="what">What is waited for, as the end of "Waited in vain for …".</param>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="diagnosis">What is the case instead, asked when time is up.</param>
    /// <param name="within">The limit; <see cref="DefaultLimit"/> when not given.</param>
    /// <exception cref="TimeoutException">Time is up.</exception>
    public static async Task TrueAsync(string what, Func<Task<bool>> condition, Func<Task<string>>? diagnosis = null, TimeSpan? within = null)
    {
        var limit = within ?? DefaultLimit;
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit)
            {
                var instead = diagnosis is null ? "" : $" Instead: {await diagnosis()}";
                throw new TimeoutException($"Waited in vain for {what} ({limit.TotalSeconds:0.#} s).{instead}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <inheritdoc cref="TrueAsync(string, Func{Task{bool}}, Func{Task{string}}?, TimeSpan?)"/>
    public static Task TrueAsync(string what, Func<bool> condition, Func<string>? diagnosis = null, TimeSpan? within = null) =>
        TrueAsync(what, () => Task.FromResult(condition()), diagnosis is null ? null : () => Task.FromResult(diagnosis()), within);

    /// <summary>Waits until a question has the expected answer.</summary>
    public static async Task EqualAsync<T>(string what, T expected, Func<Task<T>> actual, TimeSpan? within = null)
    {
        var last = default(T);
        await TrueAsync(
            what,
            async () => EqualityComparer<T>.Default.Equals(expected, last = await actual()),
            () => Task.FromResult($"{last} where {expected} was expected."),
            within);
    }
}
