using System.Collections.Immutable;
using System.Globalization;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Notifications;

/// <summary>Makes what people are told of the safety of their account.</summary>
internal static class SecurityNotice
{
    /// <summary>One that an event brings, with its time as the variable <c>at</c>.</summary>
    /// <param name="context">The event.</param>
    /// <param name="accountId">Who is told.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="told">The channels on which the account tells of it itself.</param>
    /// <param name="variables">What the text needs beside the time.</param>
    public static NewNotification Of(
        EventContext context, string accountId, string kind, ImmutableArray<NotificationChannel> told, params ReadOnlySpan<(string Name, string Value)> variables) =>
        NewNotification.Of(
            context.EventId.ToString(), accountId, kind, context.CreatedAt,
            [.. variables, ("at", context.CreatedAt.ToString("O", CultureInfo.InvariantCulture))]) with { Told = told };
}
