namespace Nusaloka.Api.RateLimits;

/// <summary>What the bucket in Redis has given.</summary>
/// <param name="Granted">How many requests may go on.</param>
/// <param name="Remaining">How many more there are.</param>
/// <param name="FullIn">Until the bucket is full.</param>
/// <param name="RetryIn">Until there is one again, when none was granted.</param>
internal readonly record struct SharedGrant(int Granted, int Remaining, TimeSpan FullIn, TimeSpan RetryIn);
