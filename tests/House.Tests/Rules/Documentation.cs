using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>What others build on says what it promises.</summary>
internal static class Documentation
{
    private static readonly string[] PublicSurface = ["src/Runtime", "src/Grains.Abstractions"];

    public static IEnumerable<Finding> Types(Repository repository) =>
        from file in repository.CSharp(PublicSurface)
        from type in file.Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        where IsPublic(type) && type.Ancestors().OfType<BaseTypeDeclarationSyntax>().All(IsPublic)
        where !IsDocumented(type) && !type.Modifiers.Any(SyntaxKind.PartialKeyword)
        select file.At(type, "a public type without <summary>: say what it promises, its limits, and what fails and how");

    public static IEnumerable<Finding> GrainMethods(Repository repository) =>
        from file in repository.CSharp("src/Grains.Abstractions")
        from contract in file.Syntax.DescendantNodes().OfType<InterfaceDeclarationSyntax>()
        from method in contract.Members.OfType<MethodDeclarationSyntax>()
        where !IsDocumented(method)
        select file.At(method, $"{contract.Identifier.Text}.{method.Identifier.Text} without <summary>: say what it does and which errors it answers");

    private static bool IsPublic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static bool IsDocumented(MemberDeclarationSyntax member) => member
        .GetLeadingTrivia()
        .Select(static trivia => trivia.GetStructure())
        .OfType<DocumentationCommentTriviaSyntax>()
        .Any(static comment => comment.ToString() is var text
            && (text.Contains("<summary>", StringComparison.Ordinal) || text.Contains("<inheritdoc", StringComparison.Ordinal)));
}
