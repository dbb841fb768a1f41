using System.Diagnostics;
using Nusaloka.Bench.Http;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Abuse;

/// <summary>
/// Whether the time of an answer tells who has an account: medians of the routes that name somebody, for people who are there and for people who are
/// not, asked in turn. The ratio is to be near 1; without limits, which are the same for both.
/// </summary>
internal sealed class EnumerationBench : IBench
{
    private static readonly (string Work, string Path, string Body)[] Routes =
    [
        ("log in, wrong password", "/api/v1/auth/login", """{"email":"{0}","password":"tebakan saja"}"""),
        ("ask for a code", "/api/v1/auth/otp/request", """{"email":"{0}"}"""),
        ("wrong code", "/api/v1/auth/otp/verify", """{"email":"{0}","flow_id":"Zr3n9mYtQ1y0b7c2K5xw8A","code":"123456"}"""),
        ("forgot password", "/api/v1/auth/forgot-password", """{"email":"{0}"}"""),
        ("begin with a passkey", "/webauthn/login/begin", """{"email":"{0}"}"""),
    ];

    public string Name => "enumeration";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        var people = context.IsQuick ? 10 : 100;
        await using var database = await BenchDatabase.CreateAsync(context.Postgres, Name);
        await using var api = await MeasuredApi.StartAsync(
            database.ConnectionString, people, ["--RATE_LIMITS:ENABLED=false", "--CODES:RESEND_AFTER=00:00:01", "--CODES:MAX_PER_HOUR=60"]);
        foreach (var (work, path, body) in Routes)
            yield return await MeasureAsync(api, people, context.Rounds, work, path.StartsWith("/api", StringComparison.Ordinal) ? path : "/api/v1" + path, body);
    }

    private async Task<BenchRow> MeasureAsync(MeasuredApi api, int people, int rounds, string work, string path, string body)
    {
        var (known, unknown) = (new LatencyHistogram(), new LatencyHistogram());
        // The first of all warm up what both use.
        for (var person = 0; person < Math.Min(5, people); person++)
            await AskAsync(api, path, body, people + person, new LatencyHistogram());
        for (var round = 0; round < rounds; round++)
        {
            for (var person = 0; person < people; person++)
            {
                // Whichever comes second finds warmer caches, so they take turns.
                var isKnownFirst = (person + round) % 2 == 0;
                await AskAsync(api, path, body, isKnownFirst ? person : (2 * people) + person, isKnownFirst ? known : unknown);
                await AskAsync(api, path, body, isKnownFirst ? (2 * people) + person : person, isKnownFirst ? unknown : known);
            }
        }

        var (theirs, ours) = (known.PercentileMs(50), unknown.PercentileMs(50));
        return new BenchRow(
            Name, $"{work}, somebody unknown", "µs (p50)", Math.Round(ours * 1_000), $"{work}, somebody known", Math.Round(theirs * 1_000),
            Math.Round(ours / theirs, 3), Math.Round(ours, 4), Math.Round(unknown.PercentileMs(99), 4), Math.Round(unknown.PercentileMs(100), 4));
    }

    private static async Task AskAsync(MeasuredApi api, string path, string body, int person, LatencyHistogram histogram)
    {
        var json = body.Replace("{0}", MeasuredApi.EmailOf(person), StringComparison.Ordinal);
        var start = Stopwatch.GetTimestamp();
        await api.AskAsync(path, json);
        histogram.Record(Stopwatch.GetTimestamp() - start);
    }
}
