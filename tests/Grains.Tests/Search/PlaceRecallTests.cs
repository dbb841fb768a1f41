using Nusaloka.Grains.Search;
using Nusaloka.Grains.Search.Places;
using Xunit.Abstractions;

namespace Nusaloka.Grains.Tests.Search;

public sealed class PlaceRecallTests(ITestOutputHelper output)
{
    private const int Typos = 2_000;
    private const int Shortest = 6;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    [Theory]
    [MemberData(nameof(PlaceData.Which), MemberType = typeof(PlaceData))]
    public void Find_NameWithOneEditAnywhere_IsAmongTheFirstFive(string which)
    {
        output.WriteLine(which);
        var places = PlaceData.Load();
        var index = new PlaceIndex(1, [.. places]);
        var names = places.Select(static place => place.Name).Where(static name => name.Length >= Shortest).ToArray();
        var random = new Random(20_261_121);
        var missed = new List<string>();

        for (var i = 0; i < Typos; i++)
        {
            var name = names[random.Next(names.Length)];
            var typed = Mistype(name, random);
            var found = index.Find(typed, 5);
            if (!found.Any(place => SearchText.Fold(place.Name) == SearchText.Fold(name)))
                missed.Add($"{typed} ({name}): {string.Join(" | ", found.Select(static place => place.Name))}");
        }

        var recall = 1 - (double)missed.Count / Typos;
        output.WriteLine($"recall@5 {recall:0.0000} over {places.Count} places\n{string.Join('\n', missed.Take(40))}");
        Assert.True(recall >= 0.97, $"recall@5 is {recall:0.0000}; missed, for instance: {string.Join("; ", missed.Take(5))}");
    }

    [Theory]
    [InlineData("xangkuban Perahu")]
    [InlineData("Tankguban Perahu")]
    [InlineData("Tangkuban Perhu")]
    [InlineData("tangkuban peraahu")]
    [InlineData("TANGKUBAN")]
    [InlineData("perahu")]
    [InlineData("tangk")]
    [InlineData("tankgub")]
    [InlineData("tangkuban parahu, jawa barat")]
    public void Find_SampleWithEditsAndBeginnings_IsFirst(string typed)
    {
        var found = new PlaceIndex(1, PlaceSample.Read()).Find(typed, 5);

        Assert.Equal("Tangkuban Perahu", found[0].Name);
    }

    private static string Mistype(string name, Random random)
    {
        while (true)
        {
            var at = random.Next(name.Length);
            var letter = Letters[random.Next(Letters.Length)];
            var typed = random.Next(4) switch
            {
                0 => name.Insert(random.Next(name.Length + 1), letter.ToString()),
                1 => name.Remove(at, 1),
                2 => name.Remove(at, 1).Insert(at, letter.ToString()),
                _ when at + 1 < name.Length => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
                _ => name,
            };
            if (SearchText.Fold(typed) != SearchText.Fold(name))
                return typed;
        }
    }
}
