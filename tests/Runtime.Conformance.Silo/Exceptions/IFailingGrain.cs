using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Exceptions;

/// <summary>Fails in every way.</summary>
public interface IFailingGrain : ILocatedGrain
{
    Task FailAsync(string message);

    Task<int> FailAtOnceAsync(string message);

    /// <summary>Passes on what <see cref="FailAsync"/> of the other grain threw.</summary>
    Task FailThroughAsync(string other, string message);

    /// <summary>Throws an exception with an inner one, which has an inner one.</summary>
    Task FailDeepAsync(string outer, string middle, string inner);

    Task FailDeepThroughAsync(string other, string outer, string middle, string inner);

    /// <summary>Throws what the caller has no class for.</summary>
    Task FailUnheardOfAsync(string message);

    /// <summary>Lets the other grain fail so that its outcome is unknown, and passes that on.</summary>
    Task LoseThroughAsync(string other, string message);

    /// <summary>Fails so that its outcome is unknown.</summary>
    Task LoseAsync(string message);

    /// <summary>Says by which class it caught <see cref="FailAsync"/> of the other grain.</summary>
    Task<string> CatchAsync(string other, string message);
}
