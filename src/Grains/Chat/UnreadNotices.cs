using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Tells members what is unread. Rooms where people talk have their alarms in the same seconds: what they have to tell goes out together. Ids are made from what members had
/// read, so telling twice tells once. Thread-safe.
/// </summary>
internal sealed class UnreadNotices
{
    /// <summary>Members who are told by one write.</summary>
    public const int MostAtOnce = 500;

    private const string Product = "Nusaloka";

    private readonly UnreadMembers _members;
    private readonly NotificationPublisher _publisher;
    private readonly CallBatcher<UnreadNotice, int> _calls;

    public UnreadNotices(UnreadMembers members, NotificationPublisher publisher)
    {
        (_members, _publisher) = (members, publisher);
        _calls = new CallBatcher<UnreadNotice, int>(TellAsync, static notice => notice.Members.Count, MostAtOnce);
    }

    /// <summary>Tells them; ends when it is durable that they were told.</summary>
    public Task TellAsync(UnreadNotice notice, CancellationToken cancellationToken) => _calls.CallAsync(notice, cancellationToken);

    private async Task<int> TellAsync(IReadOnlyList<UnreadNotice> notices)
    {
        var names = await _members.NamesAsync(notices.SelectMany(static notice => notice.Members), CancellationToken.None);
        NewNotification[] news = [.. notices.SelectMany(notice => notice.Members.Select(one => Create(notice, one, names)))];
        await _publisher.PublishAsync(news, CancellationToken.None);
        await _members.ToldAsync(notices, CancellationToken.None);
        return news.Length;
    }

    private static NewNotification Create(UnreadNotice notice, UnreadMember one, Dictionary<Guid, string> names)
    {
        var name = one.Name ?? (one.SenderId is { } sender ? names.GetValueOrDefault(sender) : null) ?? Product;
        var (source, kind, from) = notice.IsMention
            ? ($"chat/{notice.RoomId}/{one.Seq}", "chat.mentioned", name)
            : ($"chat/{notice.RoomId}/after/{one.ReadSeq}", "chat.message", notice.Title ?? name);
        return NewNotification.Of(
            source, one.AccountId.ToString(), kind, one.At,
            ("conversation_id", notice.RoomId.ToString()), ("from", from), ("sender_id", one.SenderId?.ToString() ?? ""));
    }
}
