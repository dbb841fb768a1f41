using Microsoft.Extensions.Configuration;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Mail;
using Nusaloka.Notifications;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>What becomes of a short message is on the record of its delivery, and what did not go can be tried again.</summary>
public sealed class NotificationSmsTests : IAsyncLifetime
{
    private const string Messages = "POST /2010-04-01/Accounts/AC1/Messages.json";

    private ScriptedServer? _provider;
    private GrainCluster? _cluster;

    private ScriptedServer Provider => _provider ?? throw new InvalidOperationException("The provider is not started yet.");

    private GrainCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is not started yet.");

    public async Task InitializeAsync()
    {
        _provider = await ScriptedServer.StartAsync();
        var settings = MailCluster.SmsSettings(_provider.Address);
        settings["SMS:MAX_PER_HOUR"] = "1";
        _cluster = new GrainCluster(host => host.Configuration.AddInMemoryCollection(settings));
        await _cluster.InitializeAsync();
        // No hour ends while a test runs, and the next has a budget of its own.
        _cluster.Time.Advance(TimeSpan.FromMinutes(65 - _cluster.Time.GetUtcNow().Minute));
    }

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Provider.DisposeAsync();
    }

    [Fact]
    public async Task AMessage_ThatTheProviderDoesNotTake_IsTriedAndFailsAndCanBeReplayed()
    {
        Provider.On(Messages, 500, "<html>oops</html>").On(Messages, 400, """{"code":21211,"status":400}""");
        var account = await PersonAsync(Cluster.NewPhone());

        var failed = await EndedAsync(account, await SendAsync(account));
        Provider.Replace(Messages, static context =>
        {
            context.Response.StatusCode = 201;
            return Task.CompletedTask;
        });
        var replayed = await Cluster.Grain<INotificationOfficeGrain>("0").ReplayAsync(failed.Id);

        Assert.Equal(NotificationDeliveryStatus.Failed, failed.Status);
        Assert.Equal(2, failed.Attempts.Length);
        Assert.Contains("500", failed.Attempts[0].Failure, StringComparison.Ordinal);
        Assert.Contains("21211", failed.Attempts[1].Failure, StringComparison.Ordinal);
        Assert.True(replayed.IsSuccess, replayed.Error?.Detail);
        var sent = await EndedAsync(account, Guid.Parse(failed.NotificationIds[0]));
        Assert.Equal((NotificationDeliveryStatus.Sent, 3, null), (sent.Status, sent.Attempts.Length, sent.Attempts[^1].Failure));
        Assert.Single(Provider.Seen.Select(static one => one.Body).Distinct());
    }

    [Fact]
    public async Task AMessage_ToACountryThatIsNotServed_FailsAndAsksNobody()
    {
        var account = await PersonAsync("+6591234567");

        var failed = await EndedAsync(account, await SendAsync(account));

        Assert.Equal(NotificationDeliveryStatus.Failed, failed.Status);
        Assert.Contains("NUSALOKA_SMS__COUNTRIES", Assert.Single(failed.Attempts).Failure, StringComparison.Ordinal);
        Assert.Empty(Provider.Seen);
    }

    [Fact]
    public async Task AMessage_OverTheHoursBudget_WaitsAndSaysSo()
    {
        Provider.On(Messages, 201, "{}");
        var account = await PersonAsync(Cluster.NewPhone());
        await EndedAsync(account, await SendAsync(account));

        var second = await SendAsync(account);

        var waiting = await WaitAsync("a first try", account, second, static one => !one.Attempts.IsEmpty);
        Assert.Equal(NotificationDeliveryStatus.Pending, waiting.Status);
        Assert.Contains("NUSALOKA_SMS__MAX_PER_HOUR", waiting.Attempts[0].Failure, StringComparison.Ordinal);
        Assert.Single(Provider.Seen);
    }

    private async Task<string> PersonAsync(string phone)
    {
        var id = GrainCluster.NewId();
        Assert.True((await Cluster.Account(id).RegisterAsync(Cluster.NewPerson() with { Phone = phone })).IsSuccess);
        Assert.True((await Cluster.Account(id).VerifyIdentifierAsync("phone:" + phone)).IsSuccess);
        return id;
    }

    private async Task<Guid> SendAsync(string account)
    {
        var notice = new SendNotice(GrainCluster.NewId(), null, "Kapal berangkat pukul 09.00.", NotificationChannel.Sms, "f");
        var sent = await Cluster.Inbox(account).SendAsync(notice);
        Assert.True(sent.IsSuccess, sent.Error?.Detail);
        return Guid.Parse(notice.Id);
    }

    private Task<NotificationDelivery> EndedAsync(string account, Guid notification) =>
        WaitAsync("the short message to come to its end", account, notification, static one => one.EndedAt is not null);

    private async Task<NotificationDelivery> WaitAsync(string what, string account, Guid notification, Func<NotificationDelivery, bool> condition)
    {
        NotificationDelivery? found = null;
        await Eventually.TrueAsync(what, async () => (found = (await Cluster.Inbox(account).ListDeliveriesAsync(notification)).Value!.Items
            .SingleOrDefault(static one => one.Channel == NotificationChannel.Sms)) is { } one && condition(one));
        return found!;
    }
}
