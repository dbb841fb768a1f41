using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>Files and methods end somewhere.</summary>
internal static class Sizes
{
    private const int MaxFileLines = 500;
    private const int MaxMethodLines = 70;

    private static readonly string[] Code = [".cs", ".sh", ".sql", ".ts", ".css", ".py"];

    public static IEnumerable<Finding> Files(Repository repository) =>
        from file in repository.Files
        where Code.Any(extension => file.Path.EndsWith(extension, StringComparison.Ordinal)) || file.Path == "nusaloka"
        let lines = file.Text.TrimEnd().Split('\n').Length
        where lines > MaxFileLines
        select file.At(MaxFileLines, $"the file has {lines} lines, the limit is {MaxFileLines}: give a part of it a name and a file of its own");

    public static IEnumerable<Finding> Methods(Repository repository) =>
        from file in repository.CSharp()
        from body in file.Syntax.DescendantNodes().Where(IsBody)
        let lines = LinesOf(body)
        where lines > MaxMethodLines
        select file.At(body, $"{NameOf(body)} has {lines} lines, the limit is {MaxMethodLines}: take a step out of it and name it");

    private static bool IsBody(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax;

    /// <summary>From the signature, without documentation and attributes, to the closing brace.</summary>
    private static int LinesOf(SyntaxNode node)
    {
        var start = node switch
        {
            BaseMethodDeclarationSyntax { AttributeLists.Count: > 0 } method => method.AttributeLists.Last().Span.End + 1,
            _ => node.SpanStart,
        };
        var lines = node.SyntaxTree.GetText().Lines;
        return lines.IndexOf(node.Span.End) - lines.IndexOf(start) + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        _ => "this function",
    };
}
