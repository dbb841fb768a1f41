using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Referral;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Referral;

/// <summary>Lists of invitations and rewards from the read model. What leaves here has initials in it, never a name or an id of another.</summary>
[StatelessWorker]
[GrainType("referral-query")]
internal sealed class ReferralQueryGrain(NpgsqlDataSource dataSource) : Grain, IReferralQueryGrain
{
    private const short Rewarded = (short)ReferralStatus.Rewarded;

    public async Task<ReferralTotals> CountAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var (joined, rewarded, earned) = await connection.QuerySingleAsync<(long, long, long)>(new CommandDefinition(
            """
            select count(*), count(*) filter (where referrer_reward > 0), coalesce(sum(referrer_reward), 0)::bigint
            from referral where referrer_id = @accountId
            """,
            new { accountId }, cancellationToken: cancellationToken));
        return new ReferralTotals(joined, rewarded, Money.Rupiah(earned));
    }

    public async Task<Result<Page<JoinedPerson>>> ListJoinedAsync(string accountId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<(string NewcomerId, string? FullName, short Status, DateTime JoinedAt, long Reward)>(new CommandDefinition(
            """
            select r.newcomer_id, a.full_name, r.status, r.joined_at, r.referrer_reward
            from referral r left join account a on a.id = r.newcomer_id
            where r.referrer_id = @accountId and (@At::timestamptz is null or (r.joined_at, r.newcomer_id) < (@At::timestamptz, @Id::text))
            order by r.joined_at desc, r.newcomer_id desc
            limit @limit
            """,
            new { accountId, At = before?.At.UtcDateTime, before?.Id, limit = page.Limit + 1 }, cancellationToken: cancellationToken))).ToArray();
        return rows.ToPage(
            page, static row => new Cursor(row.JoinedAt, row.NewcomerId),
            static row => new JoinedPerson(Initials.Of(row.FullName), (ReferralStatus)row.Status, row.JoinedAt, Money.Rupiah(row.Reward)));
    }

    public async Task<Result<Page<ReferralReward>>> ListRewardsAsync(string accountId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<(string NewcomerId, bool ForInviting, long Amount, DateTime At)>(new CommandDefinition(
            """
            select newcomer_id, referrer_id = @accountId, case when referrer_id = @accountId then referrer_reward else newcomer_reward end, rewarded_at
            from referral
            where status = @Rewarded
              and ((referrer_id = @accountId and referrer_reward > 0) or (newcomer_id = @accountId and newcomer_reward > 0))
              and (@At::timestamptz is null or (rewarded_at, newcomer_id) < (@At::timestamptz, @Id::text))
            order by rewarded_at desc, newcomer_id desc
            limit @limit
            """,
            new { accountId, Rewarded, At = before?.At.UtcDateTime, before?.Id, limit = page.Limit + 1 }, cancellationToken: cancellationToken))).ToArray();
        return rows.ToPage(page, static row => new Cursor(row.At, row.NewcomerId), static row => new ReferralReward(
            (row.ForInviting ? ReferralLedger.ReferrerTransferId(row.NewcomerId) : ReferralLedger.NewcomerTransferId(row.NewcomerId)).ToString(),
            row.ForInviting, Money.Rupiah(row.Amount), row.At));
    }

    public async Task<ReferralLeaderboard> GetLeaderboardAsync(string accountId, DateOnly month, CancellationToken cancellationToken)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var (from, to) = ReferralRules.Bounds(first);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long Rank, string FullName, long Rewarded, bool IsCaller)>(new CommandDefinition(
            """
            select rank() over (order by l.rewarded desc), a.full_name, l.rewarded, l.referrer_id = @accountId
            from (select referrer_id, count(*) as rewarded, max(rewarded_at) as last_at
                    from referral
                   where status = @Rewarded and referrer_reward > 0 and rewarded_at >= @From and rewarded_at < @To
                   group by referrer_id) l
            join account a on a.id = l.referrer_id
            order by l.rewarded desc, l.last_at, l.referrer_id
            limit @MaxEntries
            """,
            new { accountId, Rewarded, From = from.UtcDateTime, To = to.UtcDateTime, ReferralLeaderboard.MaxEntries }, cancellationToken: cancellationToken));
        return new ReferralLeaderboard(
            first, [.. rows.Select(static row => new ReferralLeader(row.Rank, Initials.Of(row.FullName), row.Rewarded, row.IsCaller))]);
    }
}
