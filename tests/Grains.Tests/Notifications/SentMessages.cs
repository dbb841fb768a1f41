using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nusaloka.Grains.Mail;
using Nusaloka.Grains.Sms;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>Stands for the servers of mails and short messages, takes all, and remembers each that it was handed, also those that come twice.</summary>
internal sealed class SentMessages : IEmailSender, ISmsSender
{
    private readonly ConcurrentQueue<EmailMessage> _mails = new();
    private readonly ConcurrentQueue<SmsMessage> _texts = new();

    public IReadOnlyList<EmailMessage> MailsTo(string address) => [.. _mails.Where(one => one.To == address)];

    public IReadOnlyList<SmsMessage> TextsTo(string number) => [.. _texts.Where(one => one.To == number)];

    /// <summary>Takes the place of the servers of a host.</summary>
    public void Replace(IHostApplicationBuilder host)
    {
        host.Services.RemoveAll<IEmailSender>().RemoveAll<ISmsSender>();
        host.Services.AddSingleton<IEmailSender>(this).AddSingleton<ISmsSender>(this);
    }

    public Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        _mails.Enqueue(message);
        return Task.CompletedTask;
    }

    public Task SendAsync(SmsMessage message, CancellationToken cancellationToken)
    {
        _texts.Enqueue(message);
        return Task.CompletedTask;
    }
}
