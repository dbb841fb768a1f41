using Nusaloka.Persistence.Projections;

namespace Nusaloka.Persistence.Tests.Projections;

internal sealed record Person(string Name, string City, DateTimeOffset? SeenAt = null);

/// <summary>A read model in two tables, with a constraint that a state can violate.</summary>
internal sealed class PersonProjection : IProjection<Person>
{
    public const string Schema =
        """
        create table person (id text primary key, name text not null check (name <> 'forbidden'), seen_at timestamptz);
        create table person_city (id text primary key, city text not null);
        """;

    public IReadOnlyList<string> Tables => ["person", "person_city"];

    public void Upsert(ISqlBatch batch, string id, Person state)
    {
        if (state.City == "unprojectable")
            throw new InvalidOperationException("This projection cannot show such a city.");

        batch.Add(
            "insert into person (id, name, seen_at) values ($1, $2, $3) on conflict (id) do update set name = excluded.name, seen_at = excluded.seen_at",
            id, state.Name == "no form" ? new Uri("https://nusaloka.test") : state.Name, state.SeenAt);
        batch.Add("insert into person_city (id, city) values ($1, $2) on conflict (id) do update set city = excluded.city", id, state.City);
    }

    public void Delete(ISqlBatch batch, string id)
    {
        batch.Add("delete from person where id = $1", id);
        batch.Add("delete from person_city where id = $1", id);
    }
}
