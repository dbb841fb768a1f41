using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Documentation;

/// <summary>
/// Gives types to what our own converters hide from the generator, closes objects, since a member that is not in the schema
/// is refused, and states the bounds that hold for every value.
/// </summary>
internal sealed class SchemaDescription : IOpenApiSchemaTransformer
{
    // Nothing longer fits into a request body, and no text of an answer is longer.
    private const int MaxTextLength = HttpSetup.MaxBodyBytes;

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        var isNullable = context.JsonPropertyInfo is { IsGetNullable: true } || type == typeof(DateTimeOffset?);
        if (type == typeof(string) || type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
            schema.Type = JsonSchemaType.String | (isNullable ? JsonSchemaType.Null : 0);
        if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
            (schema.Format, schema.MaxLength) = ("date-time", 35);
        else if (type == typeof(string))
            schema.MaxLength ??= MaxTextLength;
        else if (type == typeof(long))
            SetBounds(schema, "int64", long.MinValue, long.MaxValue);
        else if (type == typeof(int))
            SetBounds(schema, "int32", int.MinValue, int.MaxValue);
        if (schema.Type is { } kind && kind.HasFlag(JsonSchemaType.Array))
            schema.MaxItems ??= PageRequest.MaxLimit;
        if (schema.Properties is { Count: > 0 })
            schema.AdditionalPropertiesAllowed = false;
        foreach (var member in context.JsonTypeInfo.Properties)
        {
            // A constructor's parameter counts as required; one that is left out of the answer when null is not.
            if (member.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: false) == true)
                schema.Required?.Remove(member.Name);
        }

        return Task.CompletedTask;
    }

    private static void SetBounds(OpenApiSchema schema, string format, long minimum, long maximum)
    {
        schema.Type = JsonSchemaType.Integer;
        schema.Format = format;
        schema.Minimum ??= minimum.ToString(CultureInfo.InvariantCulture);
        schema.Maximum ??= maximum.ToString(CultureInfo.InvariantCulture);
    }
}
