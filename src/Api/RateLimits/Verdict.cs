namespace Nusaloka.Api.RateLimits;

/// <summary>Whether a request may go on.</summary>
/// <param name="IsAllowed">Whether it may.</param>
/// <param name="Remaining">How many more may follow at once.</param>
/// <param name="Reset">Until all may come at once again; when refused, until the next one may.</param>
public readonly record struct Verdict(bool IsAllowed, int Remaining, TimeSpan Reset);
