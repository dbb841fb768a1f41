using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>What makes a test worth running.</summary>
internal static partial class TestCode
{
    /// <summary>Where bounded waiting for a condition is made of pauses; the runtime's tests stand on nothing else of ours.</summary>
    private static readonly string[] Waiting = ["tests/Testing/Eventually.cs", "tests/Runtime.Tests/Support/Patience.cs"];

    public static IEnumerable<Finding> Skipped(Repository repository) =>
        (from file in repository.CSharp()
         from argument in file.Syntax.DescendantNodes().OfType<AttributeArgumentSyntax>()
         where argument.NameEquals?.Name.Identifier.Text == "Skip"
         select file.At(argument, "a skipped test tests nothing: repair it or delete it"))
        .Concat(
            from file in repository.CSharp("tests")
            from call in file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            where call.ToString() is "Assert.Skip" or "Assert.SkipWhen" or "Assert.SkipUnless"
            select file.At(call, "a test that skips itself tests nothing: fail and say what is missing"));

    public static IEnumerable<Finding> Names(Repository repository) =>
        from test in Methods(repository)
        where !test.Method.Identifier.Text.Contains('_')
        select test.File.At(test.Method.Identifier.GetLocation(), $"{test.Method.Identifier.Text}: a test is named Method_Condition_Outcome");

    public static IEnumerable<Finding> Sleeps(Repository repository) =>
        from file in repository.CSharp("tests")
        where !Waiting.Contains(file.Path)
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression.ToString() is "Task.Delay" or "Thread.Sleep"
        select file.At(call, "a test does not sleep: wait for a condition with Eventually, or drive a ManualTimeProvider");

    /// <summary>
    /// A test asserts when its body does, or calls by name a method that does. Names are followed through all of tests, so a
    /// test passes that only seems to assert, and none is blamed that does.
    /// </summary>
    public static IEnumerable<Finding> AssertNothing(Repository repository)
    {
        var methods = repository.CSharp("tests")
            .SelectMany(static file => file.Syntax.DescendantNodes().Where(static node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax))
            .Select(static method => (Name: NameOf(method), Body: method.ToString(), Calls: CallsOf(method)))
            .ToArray();
        var asserting = methods.Where(static method => AssertingWord().IsMatch(method.Body)).Select(static method => method.Name).ToHashSet();
        while (methods.Where(method => !asserting.Contains(method.Name) && method.Calls.Overlaps(asserting)).ToArray() is { Length: > 0 } more)
            asserting.UnionWith(more.Select(static method => method.Name));

        return
            from test in Methods(repository)
            where !asserting.Contains(test.Method.Identifier.Text)
            select test.File.At(test.Method.Identifier.GetLocation(), $"{test.Method.Identifier.Text} asserts nothing: it can only fail by an exception");
    }

    private static IEnumerable<(RepositoryFile File, MethodDeclarationSyntax Method)> Methods(Repository repository) =>
        from file in repository.CSharp("tests")
        from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString() is "Fact" or "Theory")
        select (file, method);

    private static string NameOf(SyntaxNode method) =>
        method is MethodDeclarationSyntax declared ? declared.Identifier.Text : ((LocalFunctionStatementSyntax)method).Identifier.Text;

    private static HashSet<string> CallsOf(SyntaxNode method) => [.. method
        .DescendantNodes()
        .OfType<InvocationExpressionSyntax>()
        .Select(static call => call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            SimpleNameSyntax name => name.Identifier.Text,
            _ => "",
        })];

    [GeneratedRegex(@"\b(Assert|Eventually)\.|ThrowOnFailure")]
    private static partial Regex AssertingWord();
}
