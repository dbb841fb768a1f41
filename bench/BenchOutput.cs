using System.Globalization;
using System.Text.Json;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench;

/// <summary>Prints rows: for people as a table, for programs as one JSON object a line.</summary>
internal sealed class BenchOutput(bool asJson)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly StealClock _steal = new();

    public void Header()
    {
        if (!asJson)
            Console.WriteLine($"{"bench",-10} {"work",-54} {"value",12} {"baseline",-40} {"value",12} {"ratio",7} {"p50 ms",9} {"p99 ms",9} {"max ms",9} {"steal %",7}");
    }

    public void Row(BenchRow measured)
    {
        var row = measured with { StealPercent = _steal.SinceLast() };
        Console.WriteLine(asJson
            ? JsonSerializer.Serialize(row, Json)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Bench,-10} {row.Work,-54} {row.Value,12:N0} {row.Baseline,-40} {row.BaselineValue,12:N0} {row.Ratio,7:0.00} {row.P50Ms,9:0.000} {row.P99Ms,9:0.000} {row.MaxMs,9:0.0} {row.StealPercent,7:0.0}"));
    }
}
