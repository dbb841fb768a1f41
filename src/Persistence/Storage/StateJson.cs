using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Persistence.Storage;

/// <summary>
/// The one JSON dialect of what is stored: grain state, event payloads. snake_case members, enums by snake_case name,
/// every member written. Members that a type does not have are ignored on reading, so an older program reads what a newer one wrote.
/// </summary>
public static class StateJson
{
    /// <summary>The options; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>UTF-8 JSON of a value as <typeparamref name="T"/>.</summary>
    public static byte[] Serialize<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>UTF-8 JSON of a value as what it is.</summary>
    public static byte[] SerializeAsActualType(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options);

    /// <summary>The value of a UTF-8 JSON text.</summary>
    public static T? Deserialize<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Options);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
            // jsonb sorts the members of an object, so a type discriminator is not the first.
            AllowOutOfOrderMetadataProperties = true,
            // Stored text goes to no browser; what is not ASCII stays readable and short.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutPendingEvents } },
        };
        options.MakeReadOnly();
        return options;
    }

    // Events belong to the write that carries them, not to the state: they are never stored in it.
    private static void LeaveOutPendingEvents(JsonTypeInfo type)
    {
        if (!typeof(IEventSource).IsAssignableFrom(type.Type))
            return;

        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is PropertyInfo { Name: nameof(IEventSource.PendingEvents) })
                property.ShouldSerialize = static (_, _) => false;
        }
    }
}
