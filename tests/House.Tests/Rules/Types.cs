using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>How types are declared.</summary>
internal static class Types
{
    private static readonly string[] VagueEndings = ["Helper", "Helpers", "Manager", "Util", "Utils", "Utility"];

    public static IEnumerable<Finding> Sealed(Repository repository)
    {
        var declarations = (
            from file in repository.CSharp("src", "bench", "tools")
            from type in file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
            where type is ClassDeclarationSyntax or RecordDeclarationSyntax
            where !type.IsKind(SyntaxKind.RecordStructDeclaration)
            select (File: file, Type: type)).ToArray();
        var derivedFrom = declarations
            .SelectMany(static declaration => declaration.Type.BaseList?.Types.ToArray() ?? [])
            .Select(static type => SimpleName(type.Type))
            .ToHashSet();

        return
            from declaration in declarations
            group declaration by (Project: declaration.File.Path.Split('/')[1], FullNameOf(declaration.Type)) into parts
            let first = parts.First()
            where !parts.Any(static part => part.Type.Modifiers.Any(static modifier =>
                modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.StaticKeyword))
            where !derivedFrom.Contains(first.Type.Identifier.Text) && !IsOrleansApi(first)
            select first.File.At(
                first.Type.Identifier.GetLocation(),
                $"{first.Type.Identifier.Text} is neither sealed, abstract nor static, and nothing derives from it: seal it");
    }

    public static IEnumerable<Finding> Names(Repository repository) =>
        from file in repository.CSharp("src", "tests", "bench", "tools")
        from type in file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        from ending in VagueEndings
        where type.Identifier.Text.EndsWith(ending, StringComparison.Ordinal)
        select file.At(type.Identifier.GetLocation(), $"{type.Identifier.Text}: '{ending}' says nothing; name what it does");

    /// <summary>The runtime's public types are as open as Orleans' own, so that code which derives from them compiles with both.</summary>
    private static bool IsOrleansApi((RepositoryFile File, TypeDeclarationSyntax Type) declaration) =>
        declaration.File.IsIn("src/Runtime") && declaration.Type.Modifiers.Any(SyntaxKind.PublicKeyword);

    /// <summary>The name by which a base list would mention it.</summary>
    private static string SimpleName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => type.ToString(),
    };

    private static string FullNameOf(TypeDeclarationSyntax type) => string.Join('.', type
        .AncestorsAndSelf()
        .Select(static node => node switch
        {
            TypeDeclarationSyntax outer => $"{outer.Identifier.Text}`{outer.Arity}",
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            _ => "",
        })
        .Where(static name => name.Length > 0)
        .Reverse());
}
