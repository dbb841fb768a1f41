namespace Nusaloka.Silo.Operations;

/// <summary>Which process this is, for whoever looks at it from outside.</summary>
/// <param name="Role">silo or api.</param>
/// <param name="ServiceName">The name in traces, health answers and versions.</param>
/// <param name="StartedAt">When it was put together.</param>
public sealed record ProcessIdentity(string Role, string ServiceName, DateTimeOffset StartedAt)
{
    /// <summary>A process that hosts grains.</summary>
    public const string Silo = "silo";

    /// <summary>A process that answers people, whether or not it has a silo inside.</summary>
    public const string Api = "api";

    /// <summary>The process of that role, as of now.</summary>
    public static ProcessIdentity Of(string role) => new(role, "nusaloka-" + role, TimeProvider.System.GetUtcNow());
}
