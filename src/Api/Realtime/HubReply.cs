using Nusaloka.Api.Chat;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Realtime;

/// <summary>What a command of the hub is answered with: a value, or why it was refused.</summary>
/// <param name="Ok">Whether it was done.</param>
/// <param name="Value">What came of it.</param>
/// <param name="Error">Why it was not done.</param>
public sealed record HubReply<T>(bool Ok, T? Value, HubError? Error)
    where T : class;

/// <summary>Why a command was refused: as in the problems of the other routes.</summary>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">For people, in the language of the connection.</param>
/// <param name="RetryAfterMs">After how many milliseconds it is worth trying again.</param>
public sealed record HubError(string Code, string Message, long? RetryAfterMs)
{
    internal static HubError Of(Error error, Language language)
    {
        var problem = Problem.Of(error);
        return new HubError(
            error.Code, ProblemTexts.Of(problem, language).Detail, problem.RetryAfter is { } wait ? (long)Math.Ceiling(wait.TotalMilliseconds) : null);
    }
}

/// <summary>Nothing but that it was done.</summary>
public sealed record HubDone
{
    internal static HubDone Instance { get; } = new();
}

/// <summary>A message that is durable.</summary>
/// <param name="Message">The message.</param>
/// <param name="Replayed">Whether it had been sent before under the same name.</param>
public sealed record HubSent(ChatMessageResponse Message, bool Replayed);

/// <summary>Until when the connection lasts.</summary>
/// <param name="ExpiresAt">When the token expires.</param>
public sealed record HubExpiry(DateTimeOffset ExpiresAt);
