namespace Nusaloka.Api.RateLimits;

/// <summary>A request body that says whom it is about by e-mail address or phone number.</summary>
public interface INameIdentifiers
{
    /// <summary>The e-mail address as it was written, or null.</summary>
    string? Email { get; }

    /// <summary>The phone number as it was written, or null.</summary>
    string? Phone { get; }
}
