using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Matching;

/// <summary>The table <c>wish</c>.</summary>
internal sealed class WishProjection : IProjection<WishState>
{
    public IReadOnlyList<string> Tables { get; } = ["wish"];

    public void Upsert(ISqlBatch batch, string id, WishState state)
    {
        Delete(batch, id);
        foreach (var wish in state.Wishes)
        {
            var details = wish.Details;
            batch.Add("""
                insert into wish (id, account_id, from_on, to_on, budget, regions, interests, pace, languages, group_size, is_open, updated_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                """,
                wish.Id, id, details.From, details.To, details.Budget.Units, Texts(details.Regions), Texts(details.Interests),
                (short?)details.Pace, Texts(details.Languages), (short)details.GroupSize, details.IsOpenToCompanions, wish.UpdatedAt);
        }
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from wish where account_id = $1", id);

    private static NpgsqlParameter Texts(ImmutableArray<string> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
