using System.Collections.Immutable;

namespace Nusaloka.Development;

/// <summary>A message that would have been sent.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="Channel">email or sms.</param>
/// <param name="Recipient">The e-mail address or phone number.</param>
/// <param name="Subject">Of a mail; null for an SMS.</param>
/// <param name="Text">What it says, as plain text.</param>
/// <param name="SentAt">When it was sent, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.InboxMessage")]
public sealed record InboxMessage(
    [property: Id(0)] long Id,
    [property: Id(1)] string Channel,
    [property: Id(2)] string Recipient,
    [property: Id(3)] string? Subject,
    [property: Id(4)] string Text,
    [property: Id(5)] DateTimeOffset SentAt)
{
    /// <summary>For logs: neither the person nor what is said.</summary>
    public override string ToString() => $"{nameof(InboxMessage)} {{ Id = {Id} }}";
}

/// <summary>Messages of the development inbox.</summary>
/// <param name="Messages">The newest first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.InboxMessages")]
public sealed record InboxMessages([property: Id(0)] ImmutableArray<InboxMessage> Messages);
