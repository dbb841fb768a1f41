using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>Words that have no place in the repository. Patterns are put together from parts, so that this file is clean.</summary>
internal static class Words
{
    private static readonly (Regex Pattern, string Remedy)[] Banned =
    [
        (new Regex(@"\b(TO" + "DO|FIX" + "ME|HA" + @"CK)\b"), "do it now, or open an issue"),
        (new Regex("NotImplemented" + "Exception"), "write the implementation, or leave the member out"),
        (new Regex(@"^\s*#\s*(end)?reg" + "ion"), "a part that needs a heading is a type of its own"),
        (new Regex(@"(?<![\w.~$}*])/(wo" + "rk|ro" + @"ot|Us" + @"ers)/[\w.]"), "this path exists on one machine only: make it relative to the repository"),
        (new Regex(@"(?<![\w.~$}*])/ho" + @"me/[\w.]"), "this path exists on one machine only: make it relative to the repository"),
        (new Regex(@"\b[A-Z]:\\Us" + "ers"), "this path exists on one machine only: make it relative to the repository"),
    ];

    public static IEnumerable<Finding> Anywhere(Repository repository) =>
        from file in repository.Files
        from line in Enumerable.Range(0, file.Lines.Length)
        from banned in Banned
        let match = banned.Pattern.Match(file.Lines[line])
        where match.Success
        select file.At(line + 1, $"'{match.Value.Trim()}': {banned.Remedy}");

    /// <summary>A value that is null and says it is not. Generic code has no other way than default! and may.</summary>
    public static IEnumerable<Finding> NullForgiven(Repository repository) =>
        from file in repository.CSharp("src", "bench", "tools")
        from forgiven in file.Syntax.DescendantNodes().OfType<PostfixUnaryExpressionSyntax>()
        where forgiven.IsKind(SyntaxKind.SuppressNullableWarningExpression)
        where forgiven.Operand.IsKind(SyntaxKind.NullLiteralExpression)
        select file.At(forgiven, $"{forgiven}: make it required, a constructor's argument, or nullable");
}
