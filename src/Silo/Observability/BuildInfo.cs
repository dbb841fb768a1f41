using System.Reflection;

namespace Nusaloka.Silo.Observability;

/// <summary>Which build this is.</summary>
public static class BuildInfo
{
    private static readonly string Informational =
        typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>The version, such as 0.1.0.</summary>
    public static string Version { get; } = Informational.Split('+')[0];

    /// <summary>The commit it was built from; null when the build did not know.</summary>
    public static string? Commit { get; } = Informational.Split('+') is [_, var commit, ..] ? commit : null;
}
