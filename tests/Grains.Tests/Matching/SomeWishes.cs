using System.Collections.Immutable;
using Nusaloka.Matching;

namespace Nusaloka.Grains.Tests.Matching;

/// <summary>Wishes that differ in everything, from few values, so that many fit.</summary>
internal static class SomeWishes
{
    public static readonly string[] Regions = ["bali", "lombok", "flores"];
    public static readonly string[] Tags = ["beach", "diving", "food", "snorkeling"];
    public static readonly string[] Languages = ["de", "en", "id"];

    /// <summary>The first day of the times in which wishes and departures are.</summary>
    public static DateOnly Start { get; } = new(2030, 7, 1);

    public static WishDetails Any(Random random)
    {
        var from = Start.AddDays(random.Next(20));
        return new WishDetails
        {
            From = from,
            To = from.AddDays(random.Next(20)),
            Budget = Money.Rupiah(random.Next(3, 30) * 100_000),
            Regions = Some(random, Regions),
            Interests = Some(random, Tags),
            Pace = random.Next(4) is var pace && pace < 3 ? (Pace)pace : null,
            Languages = Some(random, Languages),
            GroupSize = random.Next(1, 5),
            IsOpenToCompanions = true,
        };
    }

    /// <summary>None, some or all, sorted.</summary>
    public static ImmutableArray<string> Some(Random random, string[] all) => [.. all.Where(_ => random.Next(2) == 0)];
}
