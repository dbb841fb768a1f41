namespace Nusaloka.Api.RateLimits;

/// <summary>One sign-in that has begun, or was turned away.</summary>
/// <param name="Identifier">Whose it is to be.</param>
/// <param name="Both">The identifier and the address together.</param>
/// <param name="Address">Where it comes from.</param>
/// <param name="IsFamiliar">Whether the person has signed in there before: then the tries there are counted apart from everybody else's.</param>
/// <param name="Before">How many that are counted with it have begun before and have not succeeded.</param>
/// <param name="AddressFailures">How many from that address were wrong.</param>
public sealed record Attempt(Caller Identifier, Caller Both, Caller Address, bool IsFamiliar, int Before, int AddressFailures)
{
    /// <summary>Whether it is by a device that the account knows, which <see cref="Both"/> then names: it has counters of its own wherever it is.</summary>
    public bool IsDevice { get; init; }

    /// <summary>Whose row of tries it is one of; null for none.</summary>
    public Caller? InRowOf => IsDevice ? Both : IsFamiliar ? null : Identifier;

    /// <summary>Under whose name it is counted.</summary>
    public Caller Counted => IsFamiliar ? Both : Identifier;

    /// <summary>When it may be tried again; null for one that was let in. One that was turned away has not been tried.</summary>
    public TimeSpan? ComeBackIn { get; init; }
}
