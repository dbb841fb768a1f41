using System.Text;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Notifications;

/// <summary>The table <c>notification_delivery</c>.</summary>
internal sealed class NotificationDeliveryProjection : IProjection<NotificationDeliveryState>
{
    public IReadOnlyList<string> Tables { get; } = ["notification_delivery"];

    public void Upsert(ISqlBatch batch, string id, NotificationDeliveryState state)
    {
        if (state.Order is not { } order)
        {
            Delete(batch, id);
            return;
        }

        batch.Add(
            """
            insert into notification_delivery (id, account_id, notification_ids, status, created_at, delivery)
            values ($1, $2, $3, $4, $5, $6::jsonb)
            on conflict (id) do update set status = excluded.status, delivery = excluded.delivery
            """,
            Guid.Parse(id), order.AccountId, order.NotificationIds.ToArray(), (short)state.Status, state.CreatedAt,
            Encoding.UTF8.GetString(StateJson.Serialize(NotificationDeliveryRules.View(id, state, order))));
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from notification_delivery where id = $1", Guid.Parse(id));
}
