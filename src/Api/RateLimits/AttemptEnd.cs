namespace Nusaloka.Api.RateLimits;

/// <summary>How a sign-in ended.</summary>
public enum AttemptEnd
{
    /// <summary>The password was wrong, or nobody has that identifier.</summary>
    Wrong,

    /// <summary>They are in.</summary>
    Right,

    /// <summary>Neither: too busy, not well-formed, or gone.</summary>
    Neither,
}
