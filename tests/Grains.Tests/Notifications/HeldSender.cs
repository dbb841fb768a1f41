using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Notifications.Channels;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>Stands for the webhooks of people: some do not answer until the test lets them, some fail as it says.</summary>
internal sealed class HeldSender : INotificationSender
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new();
    private readonly ConcurrentDictionary<string, Exception> _failing = new();
    private readonly ConcurrentQueue<OutgoingNotification> _sent = new();

    public NotificationChannel Channel => NotificationChannel.Webhook;

    public IReadOnlyList<OutgoingNotification> Sent => [.. _sent];

    public void Hold(string account) => _held[account] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo(string account) => _held[account].TrySetResult();

    public void Fail(string account, Exception failure) => _failing[account] = failure;

    public void Mend(string account) => _failing.TryRemove(account, out _);

    /// <summary>Takes the place of the webhooks of a host.</summary>
    public void Replace(IHostApplicationBuilder host)
    {
        host.Services.Remove(host.Services.Single(static one => one.ImplementationType == typeof(WebhookNotificationSender)));
        host.Services.AddSingleton<INotificationSender>(this);
    }

    public async Task SendAsync(OutgoingNotification outgoing, CancellationToken cancellationToken)
    {
        if (_held.TryGetValue(outgoing.Order.AccountId, out var held))
            await held.Task;
        if (_failing.TryGetValue(outgoing.Order.AccountId, out var failure))
            throw failure;
        _sent.Enqueue(outgoing);
    }
}
