using System.Text.Json;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Notifications.Fcm;
using Nusaloka.Grains.Notifications.WebPush;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Notifications.Channels;

/// <summary>Push messages to one device. A device whose service says that it is gone is forgotten.</summary>
internal sealed class PushNotificationSender(IGrainFactory grains, WebPushSender browsers, FcmSender apps) : INotificationSender
{
    public NotificationChannel Channel => NotificationChannel.Push;

    public async Task SendAsync(OutgoingNotification outgoing, CancellationToken cancellationToken)
    {
        var settings = grains.GetGrain<INotificationSettingsGrain>(outgoing.Order.AccountId);
        if (outgoing.Order.Target is not { } device || await settings.FindDeviceAsync(device, cancellationToken) is not { } target)
            throw new DeliveryRefusedException("The device wants no more push messages.");

        try
        {
            if (target.Kind == PushKind.WebPush)
                await browsers.SendAsync(target, Payload(outgoing), outgoing, cancellationToken);
            else
                await apps.SendAsync(target, outgoing, cancellationToken);
        }
        catch (PushGoneException gone)
        {
            await settings.ForgetDeviceAsync(device);
            throw new DeliveryRefusedException("The push service says that the device is gone.", gone);
        }
    }

    /// <summary>What the page's service worker gets: the fields of a notification of the API.</summary>
    private static byte[] Payload(OutgoingNotification outgoing) => JsonSerializer.SerializeToUtf8Bytes(
        new PushPayload(outgoing.Newest.Id, outgoing.Newest.Kind, outgoing.Newest.Title, outgoing.Newest.Body, outgoing.Newest.Link), StateJson.Options);

    private sealed record PushPayload(string Id, string Kind, string Title, string Body, string? Link);
}
