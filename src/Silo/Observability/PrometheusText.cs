using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace Nusaloka.Silo.Observability;

/// <summary>
/// The Prometheus text exposition format 0.0.4. Names follow the OpenTelemetry rules for Prometheus: dots become underscores,
/// the unit is appended, counters end in <c>_total</c>.
/// </summary>
public static class PrometheusText
{
    /// <summary>The content type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes one family. A name that another meter has written already is left out: a family may appear only once.</summary>
    public static void Write(StringBuilder text, Metric metric, HashSet<string> families)
    {
        var (type, isCounter) = metric.MetricType switch
        {
            MetricType.LongSum or MetricType.DoubleSum => ("counter", true),
            MetricType.Histogram => ("histogram", false),
            MetricType.ExponentialHistogram => ("", false),
            _ => ("gauge", false),
        };
        var name = NameOf(metric.Name, metric.Unit, isCounter, type == "histogram");
        if (type.Length == 0 || !families.Add(name))
            return;

        text.Append("# HELP ").Append(name).Append(' ').Append(HelpOf(metric)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = LabelsOf(point);
            if (type == "histogram")
                WriteHistogram(text, name, labels, point);
            else
                WriteSample(text, name, labels, ValueOf(metric.MetricType, point));
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, in MetricPoint point)
    {
        long cumulative = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulative += bucket.BucketCount;
            var bound = "le=\"" + Number(bucket.ExplicitBound) + "\"";
            WriteSample(text, name + "_bucket", labels.Length == 0 ? bound : labels + "," + bound, cumulative);
        }

        WriteSample(text, name + "_sum", labels, point.GetHistogramSum());
        WriteSample(text, name + "_count", labels, point.GetHistogramCount());
    }

    private static void WriteSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static string LabelsOf(in MetricPoint point)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in point.Tags)
            labels[Sanitize(key)] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return string.Join(',', labels.Select(label => label.Key + "=\"" + EscapeLabel(label.Value) + "\""));
    }

    private static string NameOf(string name, string unit, bool isCounter, bool isHistogram)
    {
        var result = Sanitize(name);
        var suffix = unit switch
        {
            "" => "",
            "s" => "seconds",
            "ms" => "milliseconds",
            "By" => "bytes",
            "1" => isCounter ? "" : "ratio",
            "%" => "percent",
            _ when unit[0] == '{' => "",
            _ => Sanitize(unit),
        };
        if (suffix.Length > 0 && !result.EndsWith("_" + suffix, StringComparison.Ordinal))
            result += "_" + suffix;
        if (isCounter)
            return result.EndsWith("_total", StringComparison.Ordinal) ? result : result + "_total";
        // These endings belong to the series of histograms; on anything else promtool objects.
        return !isHistogram && (result.EndsWith("_count", StringComparison.Ordinal) || result.EndsWith("_sum", StringComparison.Ordinal))
            ? result[..result.LastIndexOf('_')] + "_current"
            : result;
    }

    private static string Sanitize(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var c in name)
            result.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return result.Length > 0 && char.IsAsciiDigit(result[0]) ? "_" + result : result.ToString();
    }

    private static string HelpOf(Metric metric) => (metric.Description is { Length: > 0 } help ? help : metric.Name)
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string EscapeLabel(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
