using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Mail;

/// <summary>A mail is sent at least once, and known by its id when it comes twice.</summary>
public sealed class MailGrainTests(MailCluster mail) : IClassFixture<MailCluster>
{
    private readonly GrainCluster _cluster = mail.Cluster;

    [Fact]
    public async Task Accept_TheSameMailTwice_IsOneMail()
    {
        var (key, to) = (GrainCluster.NewId(), _cluster.NewEmail());

        await AcceptAsync(_cluster, key, to);
        await AcceptAsync(_cluster, key, to);

        var received = await mail.Mails.WaitForAsync(to);
        Assert.Contains("271828", received.Body, StringComparison.Ordinal);
        Assert.Contains("271828", received.Html, StringComparison.Ordinal);
        await DoneAsync(_cluster, key);
        await AcceptAsync(_cluster, key, to);
        Assert.Single(await mail.Mails.ToAsync(to));
    }

    [Fact]
    public async Task Accept_AfterItWasSent_LeavesNothingOfItStored()
    {
        var (key, to) = (GrainCluster.NewId(), _cluster.NewEmail());
        await AcceptAsync(_cluster, key, to);

        await DoneAsync(_cluster, key);

        var stored = await StoredAsync(_cluster, key);
        Assert.DoesNotContain(to, stored, StringComparison.Ordinal);
        Assert.Equal(0, await _cluster.Database.ScalarAsync<long>("select count(*) from reminder where grain_id like '%' || $1 || '%'", key));
    }

    [Fact]
    public async Task Accept_WhileTheServerIsAway_StoresItEncryptedAndSendsItLater()
    {
        await using var server = MailServer.Create();
        await using var own = new OwnCluster(host => host.Configuration.AddInMemoryCollection(MailCluster.SmtpSettings(server.Port)));
        var cluster = await own.StartAsync();
        var (key, to) = (GrainCluster.NewId(), cluster.NewEmail());

        await AcceptAsync(cluster, key, to);
        await Eventually.TrueAsync("the first try to fail", async () => await FailuresAsync(cluster, key) > 0);

        var stored = await StoredAsync(cluster, key);
        Assert.DoesNotContain(to, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("271828", stored, StringComparison.Ordinal);
        await server.StartAsync();
        Assert.Equal([to], (await server.WaitForAsync(to)).Recipients);
    }

    [Fact]
    public async Task Accept_WhenTheServersAnswerIsLost_SendsAgainUnderTheSameId()
    {
        var ends = 0;
        await using var server = new ScriptedSmtpServer(command =>
            command == "." && Interlocked.Increment(ref ends) == 1 ? null : ScriptedSmtpServer.Friendly(command));
        await using var own = new OwnCluster(host => host.Configuration.AddInMemoryCollection(MailCluster.SmtpSettings(server.Port)));
        var cluster = await own.StartAsync();
        var key = GrainCluster.NewId();

        await AcceptAsync(cluster, key, cluster.NewEmail());
        await DoneAsync(cluster, key);

        var ids = server.Mails.Select(static one => one.Split('\n').Single(static line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))).ToArray();
        Assert.Equal(2, ids.Length);
        Assert.Equal(ids[0], ids[1]);
    }

    [Fact]
    public async Task Accept_ToARecipientThatIsRefused_IsGivenUp()
    {
        await using var server = new ScriptedSmtpServer(command =>
            command.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) ? "550 no such user" : ScriptedSmtpServer.Friendly(command));
        await using var own = new OwnCluster(host => host.Configuration.AddInMemoryCollection(MailCluster.SmtpSettings(server.Port)));
        var cluster = await own.StartAsync();
        var key = GrainCluster.NewId();

        await AcceptAsync(cluster, key, cluster.NewEmail());
        await DoneAsync(cluster, key);

        Assert.Empty(server.Mails);
        Assert.Equal(0, await FailuresAsync(cluster, key));
    }

    [Fact]
    public async Task Accept_WhatIsOfNoUseAnyMore_IsNotSent()
    {
        var (key, to) = (GrainCluster.NewId(), _cluster.NewEmail());

        await _cluster.Grain<IMailGrain>(key).AcceptAsync(MailCluster.Mail(to, _cluster.Time.GetUtcNow().AddSeconds(-1)));
        await DoneAsync(_cluster, key);

        Assert.Empty(await mail.Mails.ToAsync(to));
    }

    [Fact]
    public async Task Retention_WhatIsOld_IsDeletedAndWhatIsNotStays()
    {
        var (old, recent) = (GrainCluster.NewId(), GrainCluster.NewId());
        foreach (var key in (string[])[old, recent])
        {
            await AcceptAsync(_cluster, key, _cluster.NewEmail());
            await DoneAsync(_cluster, key);
        }

        await _cluster.Database.ExecuteAsync("update grain_state set updated_at = now() - interval '8 days' where kind = 'mail' and id = $1", old);
        await _cluster.Database.ExecuteAsync("update grain_state set updated_at = now() - interval '6 days' where kind = 'mail' and id = $1", recent);
        var retention = _cluster.Silos.GetSiloServiceProvider().GetRequiredService<RetentionService>();
        await retention.DeleteAsync(CancellationToken.None);

        Assert.Equal(0, await _cluster.Database.ScalarAsync<long>("select count(*) from grain_state where kind = 'mail' and id = $1", old));
        Assert.Equal(1, await _cluster.Database.ScalarAsync<long>("select count(*) from grain_state where kind = 'mail' and id = $1", recent));
    }

    private static Task AcceptAsync(GrainCluster cluster, string key, string to) =>
        cluster.Grain<IMailGrain>(key).AcceptAsync(MailCluster.Mail(to, cluster.Time.GetUtcNow().AddMinutes(10)));

    private static Task DoneAsync(GrainCluster cluster, string key) => Eventually.TrueAsync(
        $"mail {key} to be done with",
        async () => await cluster.Database.ScalarAsync<bool>("select state->>'due_at' is null from grain_state where kind = 'mail' and id = $1", key)
            && await cluster.Database.ScalarAsync<long>("select count(*) from reminder where grain_id like '%' || $1 || '%'", key) == 0,
        within: TimeSpan.FromMinutes(1));

    private static Task<string> StoredAsync(GrainCluster cluster, string key) =>
        cluster.Database.ScalarAsync<string>("select state::text from grain_state where kind = 'mail' and id = $1", key);

    private static Task<int> FailuresAsync(GrainCluster cluster, string key) =>
        cluster.Database.ScalarAsync<int>("select (state->>'failures')::int from grain_state where kind = 'mail' and id = $1", key);
}
