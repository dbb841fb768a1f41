using Nusaloka.Development;

namespace Nusaloka.Api.Development;

/// <summary>Messages that would have been sent.</summary>
/// <param name="Data">The newest first.</param>
public sealed record InboxResponse(IReadOnlyList<InboxMessageResponse> Data);

/// <summary>A message that would have been sent.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="Channel">email or sms.</param>
/// <param name="To">The e-mail address or phone number.</param>
/// <param name="Subject">Of a mail; null for an SMS.</param>
/// <param name="Text">What it says, as plain text.</param>
/// <param name="SentAt">When it was sent.</param>
public sealed record InboxMessageResponse(long Id, string Channel, string To, string? Subject, string Text, DateTimeOffset SentAt)
{
    /// <summary>The wire shape of a message.</summary>
    public static InboxMessageResponse Of(InboxMessage message) =>
        new(message.Id, message.Channel, message.Recipient, message.Subject, message.Text, message.SentAt);
}
