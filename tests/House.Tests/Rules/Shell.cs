using System.Text.RegularExpressions;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>The script runs with pipefail: what a part of a pipe answers is what the pipe answers.</summary>
internal static partial class Shell
{
    /// <summary>
    /// <c>grep -q</c> ends at its first match; whoever still writes to it is then killed by SIGPIPE, and the pipe fails although there was a match.
    /// </summary>
    public static IEnumerable<Finding> Pipes(Repository repository) =>
        from file in repository.Files
        where file.Path == "nusaloka" || file.Path.EndsWith(".sh", StringComparison.Ordinal)
        from line in Enumerable.Range(0, file.Lines.Length)
        where EarlyEnd().IsMatch(file.Lines[line])
        select file.At(line + 1, "grep may end before all is written to it, and the pipe then fails: give it the text with <<<");

    [GeneratedRegex(@"\|\s*grep\s+-\w*[qm]")]
    private static partial Regex EarlyEnd();
}
