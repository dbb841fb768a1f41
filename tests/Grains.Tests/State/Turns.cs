namespace Nusaloka.Grains.Tests.State;

/// <summary>Runs what a test does one piece at a time, continuations included, as an activation does.</summary>
internal sealed class Turns
{
    private readonly TaskFactory _factory = new(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);

    public Task RunAsync(Func<Task> work) => _factory.StartNew(work).Unwrap();

    public Task<T> RunAsync<T>(Func<Task<T>> work) => _factory.StartNew(work).Unwrap();

    public Task<T> RunAsync<T>(Func<T> work) => _factory.StartNew(work);
}
