using Nusaloka.Accounts;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.PublicApi;

/// <summary>Changing what callers build on is a decision: it shows as a change of the approved file.</summary>
public sealed class PublicApiTests
{
    private const string Approved = "tests/House.Tests/Grains.Abstractions.approved.txt";
    private const string AcceptVariable = "NUSALOKA_ACCEPT_API";

    [Fact]
    public void GrainsAbstractions_PublicApi_IsTheApprovedOne()
    {
        var path = Path.Combine(Repository.Here.Root!, Approved);
        var actual = ApiText.Of(typeof(IAccountGrain).Assembly);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(path, actual);

        var approved = File.ReadAllText(path);

        Assert.True(approved == actual, $"""
            The public API of Grains.Abstractions is not the approved one.
            {Difference(approved, actual)}
            When the change is meant: {AcceptVariable}=1 ./nusaloka test PublicApi, and commit {Approved}.
            """);
    }

    [Fact]
    public void ApiText_OfASample_ShowsTypesMembersAndNullability()
    {
        var text = ApiText.Of([typeof(ApiSample), typeof(ApiSample.Colour)]);

        Assert.Equal("""
            [Alias("sample")] public sealed record Nusaloka.House.Tests.PublicApi.ApiSample : IFormattable
              public const int Limit = 5
              public ApiSample(string Name, long? Count, Task<List<string?>>? Later)
              public long? Count { get; init; }
              public Task<List<string?>>? Later { get; init; }
              [Id(0)] public string Name { get; init; }
              public static ApiSample Empty { get; }
              public string ToString(string? format, IFormatProvider? formatProvider)
              public static T Find<T>(string key, CancellationToken cancellationToken = default)
              public static implicit operator string(ApiSample sample)

            public enum Nusaloka.House.Tests.PublicApi.ApiSample.Colour
              Red = 0
              Blue = 7


            """, text, ignoreLineEndingDifferences: true);
    }

    private static string Difference(string approved, string actual)
    {
        var (was, now) = (approved.Split('\n'), actual.Split('\n'));
        return string.Join('\n', was.Except(now).Select(static line => "- " + line).Concat(now.Except(was).Select(static line => "+ " + line)));
    }
}
