using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Exceptions;

public sealed class FailingGrain : LocatedGrain, IFailingGrain
{
    public async Task FailAsync(string message)
    {
        await Task.Yield();
        throw new NoSuchAccountException(message);
    }

    public Task<int> FailAtOnceAsync(string message) => throw new NoSuchAccountException(message);

    public Task FailThroughAsync(string other, string message) => Other(other).FailAsync(message);

    public Task FailDeepAsync(string outer, string middle, string inner) =>
        throw new InvalidOperationException(outer, new InvalidDataException(middle, new NoSuchAccountException(inner)));

    public Task FailDeepThroughAsync(string other, string outer, string middle, string inner) => Other(other).FailDeepAsync(outer, middle, inner);

    public Task FailUnheardOfAsync(string message) => throw UnheardOf.Exception(message);

    public Task LoseThroughAsync(string other, string message) => Other(other).LoseAsync(message);

    public Task LoseAsync(string message) => throw new OutcomeUnknownException(message, new NoSuchAccountException("the cause"));

    public async Task<string> CatchAsync(string other, string message)
    {
        try
        {
            await Other(other).FailAsync(message);
            return "nothing";
        }
        catch (NoSuchAccountException exception)
        {
            return $"{nameof(NoSuchAccountException)}: {exception.Message}";
        }
    }

    private IFailingGrain Other(string key) => GrainFactory.GetGrain<IFailingGrain>(key);
}
