using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Nusaloka.Silo.Observability;

/// <summary>Collects all metrics on demand and writes them as Prometheus text. One scrape at a time.</summary>
public sealed class PrometheusReader : IDisposable
{
    private readonly Exporter _exporter = new();
    private readonly Lock _scraping = new();

    /// <summary>A reader for a meter provider.</summary>
    public PrometheusReader()
    {
        Reader = new BaseExportingMetricReader(_exporter);
    }

    /// <summary>What the meter provider reads into.</summary>
    public MetricReader Reader { get; }

    /// <summary>All metrics as of now.</summary>
    public string Scrape()
    {
        lock (_scraping)
        {
            Reader.Collect();
            return _exporter.Text;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Reader.Dispose();
        _exporter.Dispose();
    }

    // A pull-only exporter is not called by Collect: the scope that allows it is internal to OpenTelemetry.
    [ExportModes(ExportModes.Push | ExportModes.Pull)]
    private sealed class Exporter : BaseExporter<Metric>
    {
        public string Text { get; private set; } = "";

        public override ExportResult Export(in Batch<Metric> batch)
        {
            var text = new StringBuilder();
            var families = new HashSet<string>(StringComparer.Ordinal);
            foreach (var metric in batch)
                PrometheusText.Write(text, metric, families);
            Text = text.ToString();
            return ExportResult.Success;
        }
    }
}
