using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>Asynchronous methods say so, and nobody blocks on them.</summary>
internal static class Async
{
    private static readonly string[] TaskTypes = ["Task", "ValueTask"];

    /// <summary>Names that a framework gives: an interface or a convention of theirs asks for them.</summary>
    private static readonly HashSet<string> Given = ["Main", "Invoke", "ReceiveReminder"];

    public static IEnumerable<Finding> Names(Repository repository) =>
        from file in repository.Product().Concat(repository.CSharp("bench", "tools"))
        from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where ReturnsTask(method) && !method.Identifier.Text.EndsWith("Async", StringComparison.Ordinal)
        where !Given.Contains(method.Identifier.Text)
        where !method.Modifiers.Any(SyntaxKind.OverrideKeyword) && method.ExplicitInterfaceSpecifier is null
        select file.At(method.Identifier.GetLocation(), $"{method.Identifier.Text} returns a task: call it {method.Identifier.Text}Async");

    public static IEnumerable<Finding> Voids(Repository repository) =>
        from file in repository.CSharp()
        from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.Modifiers.Any(SyntaxKind.AsyncKeyword) && method.ReturnType.ToString() == "void"
        select file.At(method.Identifier.GetLocation(), $"{method.Identifier.Text} is async void: nobody sees its exceptions; return Task");

    public static IEnumerable<Finding> Blocking(Repository repository) =>
        from file in repository.CSharp()
        // Orleans' test cluster implements IDisposable, too, and so does ours; nothing but a test calls it.
        where file.Path != "src/Runtime/Testing/InProcessTestCluster.cs"
        // A grain that holds its thread is what these tests are about.
        where file.Path != "tests/Runtime.Tests/Activation/LifeGrain.cs"
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let text = call.Expression.ToString()
        where text.EndsWith(".GetAwaiter().GetResult", StringComparison.Ordinal)
            || (text.EndsWith("Async().Wait", StringComparison.Ordinal) && call.ArgumentList.Arguments.Count == 0)
        select file.At(call, "blocks a thread on a task: await it");

    private static bool ReturnsTask(MethodDeclarationSyntax method) =>
        method.ReturnType is SimpleNameSyntax name && TaskTypes.Contains(name.Identifier.Text);
}
