using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Nusaloka.House.Tests.Source;

/// <summary>One text file of the repository.</summary>
/// <param name="path">From the root, with forward slashes.</param>
/// <param name="text">What is in it.</param>
internal sealed class RepositoryFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> _syntax = new(() => CSharpSyntaxTree.ParseText(text, ParseOptions, path).GetRoot());

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Parse);

    public string Path => path;

    public string Text => text;

    public string[] Lines { get; } = text.Split('\n');

    /// <summary>The file as C#.</summary>
    public SyntaxNode Syntax => _syntax.Value;

    /// <summary>The file's name without folders.</summary>
    public string Name => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Whether the file lies in a folder, given from the root without a slash at the end; "" is the root.</summary>
    public bool IsIn(string folder) => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal);

    public Finding At(SyntaxNode node, string message) => At(node.GetLocation(), message);

    public Finding At(Location location, string message) => new(path, location.GetLineSpan().StartLinePosition.Line + 1, message);

    public Finding At(int line, string message) => new(path, line, message);
}
