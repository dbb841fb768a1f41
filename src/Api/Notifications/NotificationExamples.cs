using Nusaloka.Notifications;

namespace Nusaloka.Api.Notifications;

/// <summary>The examples of the documentation.</summary>
internal static class NotificationExamples
{
    private static readonly DateTimeOffset At = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);

    public static readonly NotificationResponse Notification = new(
        "3f1d9c64-0b1e-8a55-9d51-0f6b1f2c3d4e", "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", "payment.succeeded", NotificationCategory.Payments,
        "Pembayaran berhasil", "Pembayaran Rp450.000 pada 06-01-2026 07.30 sudah kami terima.",
        "/payments/6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", "unread", At, null);

    public static readonly NotificationDeliveryResponse Delivery = new(
        "8c2e9a10-4d7b-8e21-9f55-2b6f1d3c5e7a", Notification.UserId, [Notification.Id], NotificationChannel.Email, NotificationDeliveryStatus.Dead,
        [new DeliveryAttemptResponse(At, "The mail server took longer than 00:00:10 (NUSALOKA_SMTP__TIMEOUT).")], At, null, At);

    public static readonly SentResponse Sent = new("Notifikasi sudah dikirim.", NotificationDeliveryStatus.Sent, Delivery.Id);

    public static readonly ReplayDeliveriesRequest Replay = new()
    {
        Status = NotificationDeliveryStatus.Dead, Channel = NotificationChannel.Email, From = At, To = At.AddHours(12), Limit = NotificationLimits.MaxReplayed,
    };

    public static readonly SendNotificationRequest Send = new()
    {
        UserId = Notification.UserId, Subject = "Jadwal kapal berubah", Message = "Kapal ke Gili Trawangan berangkat pukul 09.00 WITA.",
    };

    public static readonly NotificationPreferencesResponse Preferences = new(
        [new CategoryPreferenceResponse(NotificationCategory.Payments, [NotificationChannel.InApp, NotificationChannel.Email], [NotificationChannel.InApp])],
        new QuietHoursBody { From = "22:00", To = "06:00" }, DigestWindow.None);

    public static readonly ChangeNotificationPreferencesRequest Change = new()
    {
        Categories = [new CategoryChoice { Category = NotificationCategory.Trips, Channels = [NotificationChannel.InApp] }],
        QuietHours = new QuietHoursBody { From = "22:00", To = "06:00" },
        Digest = DigestWindow.None,
    };

    public static readonly PushSubscriptionResponse Device = new(
        "5d1f7b9a-0c3e-8f42-8a66-7e9d1c3b5a79", PushKind.WebPush, "Laptop", "updates.push.services.mozilla.com", At);

    public static readonly AddPushSubscriptionRequest AddDevice = new()
    {
        Kind = PushKind.WebPush, Endpoint = "https://updates.push.services.mozilla.com/wpush/v2/gAAAAA", Label = "Laptop",
        P256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", Auth = "BTBZMqHH6r4Tts7J_aSIgg",
    };

    public static readonly NotificationWebhookResponse Webhook = new("https://hook.contoh.id/nusaloka", null, At);
}
