using System.Text;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>A span as a process has exported it.</summary>
/// <param name="Service">The process's service.</param>
/// <param name="Instance">The process.</param>
/// <param name="Source">What made it: the name of the activity source.</param>
/// <param name="TraceId">As in traceparent.</param>
/// <param name="SpanId">As in traceparent.</param>
/// <param name="ParentSpanId">Empty for the first one.</param>
/// <param name="Name">What was done.</param>
/// <param name="Kind">2 for the side that serves, 3 for the side that asks.</param>
internal sealed record CollectedSpan(
    string Service, string Instance, string Source, string TraceId, string SpanId, string ParentSpanId, string Name, ulong Kind)
{
    public const ulong Server = 2;

    /// <summary>Reads the spans of an ExportTraceServiceRequest; the numbers are those of opentelemetry/proto/trace/v1/trace.proto.</summary>
    public static IEnumerable<CollectedSpan> ReadAll(ReadOnlyMemory<byte> request)
    {
        foreach (var resourceSpans in ProtobufField.ReadAll(request).Where(field => field.Number == 1))
        {
            var fields = ProtobufField.ReadAll(resourceSpans.Bytes).ToArray();
            var resource = fields.Where(field => field.Number == 1).SelectMany(field => ProtobufField.ReadAll(field.Bytes))
                .Where(field => field.Number == 1).Select(ReadAttribute).ToDictionary(StringComparer.Ordinal);
            foreach (var scopeSpans in fields.Where(field => field.Number == 2).Select(field => ProtobufField.ReadAll(field.Bytes).ToArray()))
            {
                var scope = scopeSpans.Single(field => field.Number == 1);
                foreach (var span in scopeSpans.Where(field => field.Number == 2))
                    yield return Read(resource, Text(ProtobufField.ReadAll(scope.Bytes).ToArray(), 1), [.. ProtobufField.ReadAll(span.Bytes)]);
            }
        }
    }

    private static CollectedSpan Read(Dictionary<string, string> resource, string source, ProtobufField[] span) => new(
        resource["service.name"], resource["service.instance.id"], source, Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(span, 5),
        span.FirstOrDefault(field => field.Number == 6).Value);

    private static KeyValuePair<string, string> ReadAttribute(ProtobufField attribute)
    {
        var fields = ProtobufField.ReadAll(attribute.Bytes).ToArray();
        return KeyValuePair.Create(Text(fields, 1), Text([.. ProtobufField.ReadAll(fields.Single(field => field.Number == 2).Bytes)], 1));
    }

    private static string Text(ProtobufField[] fields, int number) =>
        Encoding.UTF8.GetString(fields.FirstOrDefault(field => field.Number == number).Bytes.Span);

    private static string Hex(ProtobufField[] fields, int number) =>
        Convert.ToHexStringLower(fields.FirstOrDefault(field => field.Number == number).Bytes.Span);
}
