using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>Logging through [LoggerMessage], each message with an id of its own that never changes.</summary>
internal static class Logging
{
    private static readonly string[] Direct =
        ["Log", "LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical"];

    public static IEnumerable<Finding> Calls(Repository repository) =>
        from file in repository.CSharp("src")
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let method = (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.Text
        where Direct.Contains(method) && call.ArgumentList.Arguments.Count > 0 && IsLogger((MemberAccessExpressionSyntax)call.Expression)
        select file.At(call, $"{method}(…): declare a [LoggerMessage] method with an event id");

    public static IEnumerable<Finding> EventIds(Repository repository)
    {
        var messages = (
            from file in repository.CSharp("src")
            from attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>()
            where attribute.Name.ToString() is "LoggerMessage"
            select (File: file, Attribute: attribute, Id: IdOf(attribute))).ToArray();

        return messages
            .Where(static message => message.Id is null)
            .Select(static message => message.File.At(message.Attribute, "[LoggerMessage] without an event id: give it the next free number of its project"))
            .Concat(
                from message in messages
                where message.Id is not null
                group message by message.Id into same
                from repeated in same.Skip(1)
                select repeated.File.At(repeated.Attribute, $"event id {same.Key} belongs to {same.First().File.Path} already: take the next free one"));
    }

    /// <summary>Math.Log and the like are no loggers.</summary>
    private static bool IsLogger(MemberAccessExpressionSyntax call) =>
        call.Expression.ToString().Contains("log", StringComparison.OrdinalIgnoreCase);

    private static string? IdOf(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? [];
        var named = arguments.FirstOrDefault(static argument =>
            argument.NameEquals?.Name.Identifier.Text == "EventId" || argument.NameColon?.Name.Identifier.Text == "eventId");
        var id = named ?? arguments.FirstOrDefault(static argument => argument.NameEquals is null && argument.NameColon is null);
        return int.TryParse(id?.Expression.ToString(), out var number) ? $"{number}" : null;
    }
}
