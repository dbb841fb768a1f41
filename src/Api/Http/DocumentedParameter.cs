namespace Nusaloka.Api.Http;

/// <summary>
/// Describes a query parameter or header to the OpenAPI document. Types that bind themselves from a request add it, since the
/// framework cannot look into them.
/// </summary>
/// <param name="Name">As the client writes it.</param>
/// <param name="InHeader">Whether it is a header; otherwise it is in the query.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Example">A value that works.</param>
public sealed record DocumentedParameter(string Name, bool InHeader, string Description, string Example)
{
    /// <summary>For a whole number: its bounds.</summary>
    public (int Minimum, int Maximum, int Default)? Integer { get; init; }

    /// <summary>For text: an OpenAPI format such as date-time.</summary>
    public string? Format { get; init; }

    /// <summary>For text: the longest that is read.</summary>
    public int MaxLength { get; init; } = 64;
}
