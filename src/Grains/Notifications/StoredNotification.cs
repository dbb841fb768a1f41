using System.Collections.Immutable;
using System.Text;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Storage;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Notifications;

/// <summary>A row of the table <c>notification</c>.</summary>
internal sealed record StoredNotification(
    Guid Id, string AccountId, string Kind, short Category, string Variables, string? Fingerprint, DateTime CreatedAt, DateTime? ReadAt)
{
    /// <summary>In the words of somebody.</summary>
    public Notification For(Preferences reader)
    {
        var (title, body, link) = NotificationTexts.Render(Kind, reader, Values());
        return new Notification(Id.ToString(), AccountId, Kind, (NotificationCategory)Category, title, body, link, CreatedAt, ReadAt);
    }

    private ImmutableDictionary<string, string> Values() =>
        StateJson.Deserialize<ImmutableDictionary<string, string>>(Encoding.UTF8.GetBytes(Variables))
        ?? throw new InvalidOperationException($"The variables of notification {Id} are null.");
}
