using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nusaloka.Runtime.Tests.Messaging;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Metrics;

public sealed class TelemetryTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Trace_OfTheCaller_GoesThroughTheGrains()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.Orleans.Application" or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var cluster = await TestSilos.StartAsync(
            silos: 2, silo: silo => silo.AddActivityPropagation(), client: client => client.AddActivityPropagation());
        using var source = new ActivitySource("test");

        ActivityTraceId trace;
        using (var root = source.StartActivity("root"))
        {
            trace = root!.TraceId;
            await cluster.Client.GetGrain<ICallGrain>("a").ReadContextThroughAsync("b", "key");
        }

        List<Activity> ours;
        lock (spans) ours = [.. spans.Where(span => span.TraceId == trace && span.OperationName != "root")];
        Assert.Equal(2, ours.Count(span => span.Kind == ActivityKind.Client));
        Assert.Equal(2, ours.Count(span => span.Kind == ActivityKind.Server));
        Assert.All(ours, span => Assert.NotEqual(default, span.ParentSpanId));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Meter_CountsCallsUnderOrleansNames()
    {
        var counts = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Microsoft.Orleans") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            lock (counts) counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + value;
        });
        listener.Start();
        await using var cluster = await TestSilos.StartAsync(responseTimeout: TimeSpan.FromSeconds(1));
        var gate = Patience.NewName();

        for (var i = 0; i < 5; i++) await cluster.Client.GetGrain<ICallGrain>("a").EchoAsync("x");
        await Assert.ThrowsAsync<TimeoutException>(() => cluster.Client.GetGrain<ICallGrain>("b").WaitAsync(gate));
        Gate.Named(gate).Open();
        listener.RecordObservableInstruments();

        lock (counts)
        {
            Assert.True(counts.GetValueOrDefault("orleans-app-requests-latency-count") >= 5);
            Assert.True(counts.GetValueOrDefault("orleans-app-requests-timedout") >= 1);
        }
    }
}
