using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Nusaloka.Api.Documentation;

/// <summary>The names of schemas: those of the types, without the endings that only C# needs.</summary>
internal static class SchemaNames
{
    public static string? Of(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        if (name is null)
            return null;
        foreach (var ending in (ReadOnlySpan<string>)["Response", "Body"])
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
                return name[..^ending.Length];
        }

        return name;
    }
}
