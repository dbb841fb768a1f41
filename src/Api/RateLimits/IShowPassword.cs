namespace Nusaloka.Api.RateLimits;

/// <summary>A request body by which somebody who is signed in shows their password, or does not.</summary>
public interface IShowPassword
{
    /// <summary>Whether a password is shown.</summary>
    bool ShowsPassword { get; }
}
