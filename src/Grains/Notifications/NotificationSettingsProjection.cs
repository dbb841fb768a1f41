using Nusaloka.Notifications;
using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Notifications;

/// <summary>The table <c>notification_setting</c>: what who tells many at once must know of each.</summary>
internal sealed class NotificationSettingsProjection : IProjection<NotificationSettingsState>
{
    public IReadOnlyList<string> Tables { get; } = ["notification_setting"];

    public void Upsert(ISqlBatch batch, string id, NotificationSettingsState state) => batch.Add(
        """
        insert into notification_setting (account_id, channels, has_push) values ($1, $2, $3)
        on conflict (account_id) do update set channels = excluded.channels, has_push = excluded.has_push
        """,
        id,
        Enum.GetValues<NotificationCategory>().Select(category => NotificationReach.Bits(NotificationSettingsRules.Channels(state, category))).ToArray(),
        state.Devices.Length > 0);

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from notification_setting where account_id = $1", id);
}
