using System.Buffers;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Nusaloka.Api.Http;

/// <summary>
/// A request body of JSON, read strictly (<see cref="JsonSettings"/>). Endpoints take it as a parameter; anything that is not
/// exactly a <typeparamref name="T"/> is refused with the places that are wrong, before the endpoint runs and after
/// authorization has been decided.
/// </summary>
public sealed class JsonBody<T>(T value) : IJsonBody, IEndpointParameterMetadataProvider
    where T : class
{
    /// <summary>What was read.</summary>
    public T Value { get; } = value;

    /// <inheritdoc/>
    object IJsonBody.Content => Value;

    /// <summary>Called by the framework.</summary>
    /// <exception cref="RequestRejectedException">The body is not a <typeparamref name="T"/>.</exception>
    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context)
    {
        if (!IsUtf8Json(context.Request))
            throw new RequestRejectedException(Problem.OfStatus(StatusCodes.Status415UnsupportedMediaType));

        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync(context.RequestAborted);
        if (!read.IsCompleted)
            read = await SlowBody.ReadRestAsync(context, reader, read);

        try
        {
            return new JsonBody<T>(Read(read.Buffer));
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    /// <summary>Called by the framework: tells the OpenAPI document what the body is.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new JsonBodyMetadata(typeof(T)));

    private static T Read(ReadOnlySequence<byte> json)
    {
        if (json.IsEmpty)
            throw RequestRejectedException.Invalid("", "required", "The request needs a JSON body.");
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonSettings.MaxDepth });
            var value = JsonSerializer.Deserialize<T>(ref reader, JsonSettings.Options);
            if (reader.Read() || value is null)
                throw new JsonException();
            return JsonLists.NullWithin(json) is { } problem ? throw new RequestRejectedException(problem) : value;
        }
        catch (JsonException exception)
        {
            throw new RequestRejectedException(JsonDiagnosis.Of(json, typeof(T), exception));
        }
    }

    private static bool IsUtf8Json(HttpRequest request) =>
        request.GetTypedHeaders().ContentType is { } type
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// Says that an endpoint reads a JSON body: to the OpenAPI document, and to routing, which answers 415 to other content types
/// before anything else looks at the request.
/// </summary>
public sealed class JsonBodyMetadata(Type type) : IAcceptsMetadata
{
    /// <inheritdoc/>
    public IReadOnlyList<string> ContentTypes { get; } = ["application/json"];

    /// <inheritdoc/>
    public Type? RequestType { get; } = type;

    /// <inheritdoc/>
    public bool IsOptional => false;
}
