using System.Diagnostics;

namespace Nusaloka.Scenarios.Harness;

/// <summary>
/// The environment of a process under test: what a login shell has, and nothing that the test host or ./nusaloka test set
/// (the address of the test server, MSBuild's own variables).
/// </summary>
internal static class CleanEnvironment
{
    private static readonly string[] Kept =
        ["PATH", "HOME", "USER", "LOGNAME", "LANG", "TMPDIR", "DOTNET_ROOT", "SSL_CERT_FILE", "SSL_CERT_DIR",
         "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];

    /// <summary>Leaves a start info only the kept variables, and adds those given.</summary>
    public static void Apply(ProcessStartInfo start, params ReadOnlySpan<(string Name, string Value)> added)
    {
        var dropped = start.Environment.Keys
            .Where(name => !Kept.Contains(name, StringComparer.Ordinal) && !name.StartsWith("NUGET_", StringComparison.Ordinal))
            .ToArray();
        foreach (var name in dropped)
            start.Environment.Remove(name);
        foreach (var (name, value) in added)
            start.Environment[name] = value;
    }
}
