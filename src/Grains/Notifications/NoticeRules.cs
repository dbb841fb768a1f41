using System.Collections.Immutable;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>What our programs may say.</summary>
internal static class NoticeRules
{
    /// <summary>What is wrong with a message; empty when nothing is.</summary>
    public static ImmutableArray<FieldError> Check(SendNotice command)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (string.IsNullOrWhiteSpace(command.Message) || command.Message.Length > NotificationLimits.MaxMessageLength)
            wrong.Add(new FieldError("/message", "out_of_range", $"The message must have 1 to {NotificationLimits.MaxMessageLength} characters."));
        if (command.Subject is { } subject && (string.IsNullOrWhiteSpace(subject) || subject.Length > NotificationLimits.MaxSubjectLength || subject.Any(char.IsControl)))
            wrong.Add(new FieldError("/subject", "out_of_range", $"The subject must be one line of 1 to {NotificationLimits.MaxSubjectLength} characters."));
        return wrong.ToImmutable();
    }

    /// <summary>The notification of a message.</summary>
    public static NewNotification Create(string accountId, SendNotice command, DateTimeOffset now)
    {
        var variables = ImmutableDictionary<string, string>.Empty.Add("message", command.Message);
        var (kind, values) = command.Subject is { } subject ? ("notice.titled", variables.Add("subject", subject)) : ("notice", variables);
        return new NewNotification(Guid.Parse(command.Id), accountId, kind, values, now) { Fingerprint = command.Fingerprint, Also = command.Channel };
    }
}
