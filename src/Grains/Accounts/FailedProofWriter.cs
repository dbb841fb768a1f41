using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Grains.Notifications;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Puts wrong passwords and codes on record every few seconds: one event for each account and hour, with their number. Tells the owner when there
/// are <see cref="ManyInADay"/> wrong passwords within a day, once a day.
/// </summary>
internal sealed partial class FailedProofWriter(
    FailedProofs proofs, SecurityEventStore events, AccountNotices notices, NotificationPublisher publisher, IGrainFactory grains, TimeProvider time,
    ILogger<FailedProofWriter> logger) : BackgroundService
{
    /// <summary>NIST SP 800-63B 3.2.2 has at most 100 failures in a row.</summary>
    public const int ManyInADay = 100;

    /// <summary>The type of the record that the owner was told.</summary>
    public const string ManyType = "sign_in.many_failed";

    /// <summary>What the owner is told in the app.</summary>
    private const string ManyKind = "security.many_failed";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var (proof, count) in proofs.Take())
        {
            try
            {
                await WriteAsync(proof, count, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                proofs.GiveBack(proof, count);
                LogNotWritten(exception, proof.Type);
            }
        }
    }

    private async Task WriteAsync(FailedProof proof, int count, CancellationToken cancellationToken)
    {
        var accountId = proof.AccountId
            ?? await grains.GetGrain<IIdentifierGrain>(proof.IdentifierKey ?? "").FindAccountAsync(cancellationToken);
        if (accountId is null)
            return;

        var now = time.GetUtcNow();
        var id = NameBasedId.Create($"{accountId}\n{proof.Type}\n{proof.Hour:O}");
        await events.CountAsync(accountId, id, proof.Type, count, now, cancellationToken);
        if (proof.Type == FailedProofs.SignInType && await events.SumAsync(accountId, proof.Type, now - Day, cancellationToken) is >= ManyInADay and var many)
            await TellAsync(accountId, many, now, cancellationToken);
    }

    private async Task TellAsync(string accountId, long many, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = NameBasedId.Create($"{accountId}\n{ManyType}\n{now.UtcDateTime:yyyy-MM-dd}").ToString();
        if (await events.HasAsync(id, cancellationToken))
            return;

        // The messages first, which are the same however often they are asked for: a crash in between asks again.
        await notices.TellAsync(accountId, id, GuessingNotice.Of, now, onlyOnce: false, cancellationToken);
        var told = NewNotification.Of(
            id, accountId, ManyKind, now, ("count", many.ToString(CultureInfo.InvariantCulture)), ("at", now.ToString("O", CultureInfo.InvariantCulture)));
        await publisher.PublishAsync([told with { Told = SecurityNotifications.Everywhere }], cancellationToken);
        await events.AddAsync(accountId, [new SecurityEvent(id, ManyType, SessionId: null, $"{many}", By: null, now)], cancellationToken);
        LogMany(accountId, many);
    }

    [LoggerMessage(1601, LogLevel.Warning, "Somebody guesses the password of account {AccountId}: {Count} were wrong within a day. The owner is told.")]
    private partial void LogMany(string accountId, long count);

    [LoggerMessage(1602, LogLevel.Warning, "{Type} could not be put on record; it is tried again")]
    private partial void LogNotWritten(Exception exception, string type);
}
