using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>The same source for both actor runtimes.</summary>
internal static class Directives
{
    public static IEnumerable<Finding> Conditions(Repository repository) =>
        from file in repository.CSharp("src", "tests", "bench", "tools")
        where !file.IsIn("src/Runtime")
        from directive in file.Syntax.DescendantNodes(descendIntoTrivia: true).OfType<IfDirectiveTriviaSyntax>()
        select file.At(directive, $"#if {directive.Condition}: what differs between runtimes goes into a pair of files *.Embedded.cs and *.Orleans.cs");
}
