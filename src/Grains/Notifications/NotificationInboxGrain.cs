using Microsoft.Extensions.Logging;
using Nusaloka.Accounts;
using Nusaloka.Grains.State;
using Nusaloka.Notifications;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// One person's inbox. It has no state of its own: what grows without end is rows, and each command is one statement. Programs' messages
/// pass one by one, so that one key makes one of them.
/// </summary>
[GrainType("notification-inbox")]
internal sealed partial class NotificationInboxGrain(
    NotificationStore store, NotificationDeliveries deliveries, NotificationPublisher publisher, ConnectedInboxes connected, TimeProvider time,
    ILogger<NotificationInboxGrain> logger) : Grain, INotificationInboxGrain
{
    private string Id => this.GetPrimaryKeyString();

    private INotificationSettingsGrain Settings => GrainFactory.GetGrain<INotificationSettingsGrain>(Id);

    public async Task<Result<Notification>> SendAsync(SendNotice command, CancellationToken cancellationToken)
    {
        if (NoticeRules.Check(command) is { IsEmpty: false } wrong)
            return Error.Validation(wrong);

        var account = await GrainFactory.GetGrain<IAccountGrain>(Id).GetAsync(cancellationToken);
        if (!account.IsSuccess)
            return account.Error;
        var id = Guid.Parse(command.Id);
        if (await store.FindAsync([id], cancellationToken) is [var known])
        {
            if (known.AccountId != Id || known.Fingerprint != command.Fingerprint)
                return NotificationErrors.KeyReused;
        }
        else if (command.Channel is { } channel && !await HasAddressAsync(account.Value, channel, cancellationToken))
        {
            return NotificationErrors.NoAddress(channel);
        }

        var notice = NoticeRules.Create(Id, command, time.GetStoredUtcNow());
        await publisher.PublishAsync([notice], cancellationToken);
        // Its event does the same, should this end here; the program finds the deliveries when it is answered.
        await Settings.DispatchAsync(id, notice.Category, command.Channel, notice.Told, cancellationToken);
        return await GetAsync(id, cancellationToken);
    }

    public async Task<Result<Page<Notification>>> ListAsync(bool unreadOnly, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var reader = await ReaderAsync(cancellationToken);
        var rows = await store.ListAsync(Id, unreadOnly, before, page.Limit + 1, cancellationToken);
        return rows.Select(row => row.For(reader)).ToPage(page, static last => new Cursor(last.CreatedAt, last.Id));
    }

    public Task<int> CountUnreadAsync(CancellationToken cancellationToken) =>
        store.CountUnreadAsync(Id, NotificationLimits.MaxCounted, cancellationToken);

    public async Task<Result<Notification>> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync([id], cancellationToken) is [var found] && found.AccountId == Id
            ? found.For(await ReaderAsync(cancellationToken))
            : NotificationErrors.NotFound;

    public async Task<Result<Notification>> MarkAsync(Guid id, bool isRead, CancellationToken cancellationToken)
    {
        if (!await store.MarkAsync(Id, id, isRead ? time.GetStoredUtcNow() : null, cancellationToken))
            return NotificationErrors.NotFound;
        await TellCountAsync(cancellationToken);
        return await GetAsync(id, cancellationToken);
    }

    public async Task<int> MarkAllReadAsync(DateTimeOffset upTo, CancellationToken cancellationToken)
    {
        var marked = await store.MarkAllReadAsync(Id, upTo, time.GetStoredUtcNow(), cancellationToken);
        if (marked > 0)
            await TellCountAsync(cancellationToken);
        return marked;
    }

    public async Task<Result> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await store.DeleteAsync(Id, id, time.GetStoredUtcNow(), cancellationToken))
            return NotificationErrors.NotFound;
        await TellCountAsync(cancellationToken);
        return Result.Success;
    }

    public async Task<Result<Page<NotificationDelivery>>> ListDeliveriesAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await GetAsync(id, cancellationToken);
        return found.IsSuccess ? new Page<NotificationDelivery>(await deliveries.OfAsync(id, cancellationToken), null) : found.Error;
    }

    public async Task<Result<NotificationDelivery>> SendByEmailAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await GetAsync(id, cancellationToken);
        if (!found.IsSuccess)
            return found.Error;
        var account = await GrainFactory.GetGrain<IAccountGrain>(Id).GetAsync(cancellationToken);
        if (!account.IsSuccess)
            return account.Error;
        if (!await HasAddressAsync(account.Value, NotificationChannel.Email, cancellationToken))
            return NotificationErrors.NoAddress(NotificationChannel.Email);

        return await MailOf(id).SendNowAsync(
            new OrderedDelivery(Id, [id], NotificationChannel.Email, null, time.GetStoredUtcNow()), cancellationToken);
    }

    public async Task<Result<NotificationDelivery>> ResendByEmailAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await GetAsync(id, cancellationToken);
        return found.IsSuccess ? await MailOf(id).ReplayAsync(cancellationToken) : found.Error;
    }

    private INotificationDeliveryGrain MailOf(Guid id) =>
        GrainFactory.GetGrain<INotificationDeliveryGrain>(NotificationDeliveryRules.IdOf(id, NotificationChannel.Email, null));

    private Task<Preferences> ReaderAsync(CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IProfileGrain>(Id).GetPreferencesAsync(cancellationToken);

    private async Task<bool> HasAddressAsync(Account account, NotificationChannel channel, CancellationToken cancellationToken) => channel switch
    {
        NotificationChannel.Email => account is { Email: not null, IsEmailVerified: true },
        NotificationChannel.Sms => account is { Phone: not null, IsPhoneVerified: true },
        NotificationChannel.Push => await GrainFactory.GetGrain<INotificationPreferencesGrain>(Id).ListPushAsync(cancellationToken) is { IsEmpty: false },
        NotificationChannel.Webhook => await Settings.FindWebhookAsync(cancellationToken) is not null,
        _ => true,
    };
}
