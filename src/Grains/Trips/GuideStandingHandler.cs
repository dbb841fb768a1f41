using Dapper;
using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Profiles;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Trips;

/// <summary>
/// A guide whom staff have shut out, or of whom they no longer say that they know who it is, sells nothing: their trips are taken off the market. Opened again or verified
/// anew they publish them themselves. Events may come late, so what holds now decides, and that the read models know: they are as new as the event.
/// </summary>
internal sealed class GuideStandingHandler(GuideTrips trips, VerificationRecords verifications, NpgsqlDataSource dataSource) : IEventHandler<AccessChanged>, IEventHandler<VerificationDecided>
{
    public async Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        if (await IsBannedAsync(payload.AccountId, cancellationToken))
            await trips.ArchiveAsync(payload.AccountId, payload.By ?? payload.AccountId, cancellationToken);
    }

    public async Task HandleAsync(VerificationDecided payload, EventContext context, CancellationToken cancellationToken)
    {
        if (await verifications.StatusAsync(payload.AccountId, cancellationToken) == VerificationStatus.Rejected)
            await trips.ArchiveAsync(payload.AccountId, payload.AccountId, cancellationToken);
    }

    private async Task<bool> IsBannedAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from account where id = @accountId and banned_at is not null)", new { accountId }, cancellationToken: cancellationToken));
    }
}
