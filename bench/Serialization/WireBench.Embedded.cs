using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Nusaloka.Bench.Measuring;
using Nusaloka.Runtime.Serialization;
using Nusaloka.Wallets;

namespace Nusaloka.Bench.Serialization;

/// <summary>
/// Messages written and read in the embedded runtime's wire format, beside System.Text.Json with generated code, on one thread. What is read
/// must be what was written, and writing must allocate nothing.
/// </summary>
internal sealed class WireBench : IBench
{
    private const int Batch = 10_000;

    private static readonly SmallMessage Small = new("0198c5a0-0000-7000-8000-000000000001", 150_000, 2, true, new(2026, 8, 17, 10, 0, 0, TimeSpan.FromHours(7)));

    private static readonly Movement Nested = new(
        new Transaction(
            "0198c5a0-0000-7000-8000-000000000001", TransactionKind.Transfer, "0198c5a0-0000-7000-8000-000000000002", "0198c5a0-0000-7000-8000-000000000003",
            Money.Rupiah(150_000), TransactionStatus.Completed, "Makan siang", new(2026, 8, 17, 10, 0, 0, TimeSpan.Zero)),
        Money.Rupiah(1_250_000),
        Replayed: false);

    public string Name => "wire";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        foreach (var row in await Task.Run(() => Measure(context, "5 fields", Small, BenchJson.Default.SmallMessage)))
            yield return row;
        foreach (var row in await Task.Run(() => Measure(context, "nested, 15 fields", Nested, BenchJson.Default.Movement)))
            yield return row;
    }

    private BenchRow[] Measure<T>(BenchContext context, string what, T value, JsonTypeInfo<T> json)
        where T : class
    {
        using var writer = new WireWriter();
        var jsonBuffer = new ArrayBufferWriter<byte>();
        using var jsonWriter = new Utf8JsonWriter(jsonBuffer);
        void Write()
        {
            writer.Clear();
            Codec<T>.Write(writer, value);
        }

        void WriteJson()
        {
            jsonBuffer.ResetWrittenCount();
            jsonWriter.Reset();
            JsonSerializer.Serialize(jsonWriter, value, json);
        }

        Write();
        WriteJson();
        var (data, jsonData) = (writer.WrittenSpan.ToArray(), jsonBuffer.WrittenSpan.ToArray());
        Check(value, data, Write);
        var size = $"{what}, {data.Length} bytes";
        var jsonSize = $"System.Text.Json, {jsonData.Length} bytes";
        return
        [
            Compare(context, $"write {size}", jsonSize, Write, WriteJson),
            Compare(context, $"read {size}", jsonSize, () => Read<T>(data), () => JsonSerializer.Deserialize(jsonData, json)),
        ];
    }

    private BenchRow Compare(BenchContext context, string work, string baseline, Action ours, Action theirs)
    {
        NanosecondsEach(context.Warmup / 4, ours);
        NanosecondsEach(context.Warmup / 4, theirs);
        var values = new List<double>();
        var baselines = new List<double>();
        for (var round = 0; round < context.Rounds; round++)
        {
            values.Add(NanosecondsEach(context.Duration / 4, ours));
            baselines.Add(NanosecondsEach(context.Duration / 4, theirs));
        }

        values.Sort();
        baselines.Sort();
        var (value, other) = (values[values.Count / 2], baselines[baselines.Count / 2]);
        // One call is too short to be timed by itself: instead of percentiles of calls stand the median and the slowest round.
        return new BenchRow(
            Name, work, "ns", Math.Round(value), baseline, Math.Round(other), Math.Round(value / other, 2), value / 1e6, values[^1] / 1e6, values[^1] / 1e6);
    }

    private static double NanosecondsEach(TimeSpan duration, Action action)
    {
        var count = 0L;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            for (var i = 0; i < Batch; i++) action();
            count += Batch;
        }

        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / count;
    }

    private static T Read<T>(byte[] data)
    {
        var reader = new WireReader(data);
        return Codec<T>.Read(ref reader);
    }

    private static void Check<T>(T value, byte[] data, Action write)
    {
        if (!Equals(Read<T>(data), value)) throw new InvariantBrokenException($"What was read is not {value}.");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Batch; i++) write();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // The measuring itself may allocate a little; one object for each write would be a hundred times this.
        if (allocated > Batch) throw new InvariantBrokenException($"Writing {Batch} messages allocated {allocated} bytes.");
    }
}
