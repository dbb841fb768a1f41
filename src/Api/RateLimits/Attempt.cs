namespace Nusaloka.Api.RateLimits;

/// <summary>One sign-in that has begun.</summary>
/// <param name="Counted">Under whose name it is counted: the identifier, or, from an address where it has signed in before, the two together.</param>
/// <param name="Familiar">The identifier and the address together.</param>
/// <param name="Address">Where it comes from.</param>
/// <param name="Before">How many under that name have begun before and have not succeeded.</param>
/// <param name="AddressFailures">How many from that address were wrong.</param>
public sealed record Attempt(Caller Counted, Caller Familiar, Caller Address, int Before, int AddressFailures);
