using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Documentation;

/// <summary>
/// Completes one operation: who may call it, the refusals that every route can answer, and what the endpoint said of itself
/// (<see cref="EndpointDocumentation"/>, <see cref="DocumentedParameter"/>).
/// </summary>
internal sealed class OperationDescription : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var schemes = Schemes(metadata);
        var document = context.Document;
        var isOpen = metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy == Policies.Everybody;
        // An empty requirement says that none of the others is needed.
        IEnumerable<OpenApiSecurityRequirement> none = isOpen ? [[]] : [];
        operation.Security = [.. none, .. schemes.Select(scheme => new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(scheme, document)] = [],
        })];

        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken);
        document?.AddComponent("Problem", problem);
        var isExempt = metadata.OfType<RateLimitMetadata>().LastOrDefault() is { Name: null };
        foreach (var status in Refusals(operation, schemes, isExempt))
            AddProblem(operation, status, document);
        foreach (var parameter in metadata.OfType<DocumentedParameter>())
            (operation.Parameters ??= []).Add(ParameterOf(parameter));
        if (schemes.Contains(DocumentDescription.ServiceToken) && metadata.OfType<ProgramScope>().LastOrDefault() is { } scope)
            operation.Description += $" Programs need the scope `{scope.Name}`.";
        AddExamples(operation, metadata);
    }

    private static string[] Schemes(IList<object> metadata)
    {
        if (metadata.OfType<IAllowAnonymous>().Any())
            return [];
        return metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy switch
        {
            Policies.Person or Policies.AdminOnly or Policies.OfficerOnly => [DocumentDescription.Bearer],
            Policies.ServiceOnly => [DocumentDescription.ServiceToken],
            _ when !metadata.OfType<ProgramScope>().Any() => [DocumentDescription.Bearer],
            _ => [DocumentDescription.Bearer, DocumentDescription.ServiceToken],
        };
    }

    private static SortedSet<int> Refusals(OpenApiOperation operation, string[] schemes, bool isExempt)
    {
        var statuses = new SortedSet<int> { 400, 500 };
        if (schemes.Length > 0)
            statuses.UnionWith([401, 403]);
        if (operation.RequestBody is not null)
            statuses.UnionWith([408, 413, 415]);
        if (!isExempt)
            statuses.Add(StatusCodes.Status429TooManyRequests);
        foreach (var (status, _) in operation.Responses ?? [])
        {
            if (int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var declared) && declared >= 400)
                statuses.Add(declared);
        }

        return statuses;
    }

    private static void AddProblem(OpenApiOperation operation, int status, OpenApiDocument? document)
    {
        var response = new OpenApiResponse
        {
            Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [ProblemWriter.ContentType] = new() { Schema = new OpenApiSchemaReference("Problem", document) },
            },
        };
        if (status is 429 or 503)
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
            {
                ["Retry-After"] = new OpenApiHeader
                {
                    Description = "Seconds after which trying again makes sense.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = "3600" },
                },
            };
        }

        (operation.Responses ??= [])[status.ToString(CultureInfo.InvariantCulture)] = response;
    }

    private static OpenApiParameter ParameterOf(DocumentedParameter parameter)
    {
        var schema = parameter.Integer is { } bounds
            ? new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = bounds.Minimum.ToString(CultureInfo.InvariantCulture),
                Maximum = bounds.Maximum.ToString(CultureInfo.InvariantCulture),
                Default = bounds.Default,
            }
            : new OpenApiSchema { Type = JsonSchemaType.String, Format = parameter.Format, MaxLength = parameter.MaxLength };
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = parameter.InHeader ? ParameterLocation.Header : ParameterLocation.Query,
            Description = parameter.Description,
            Schema = schema,
            Example = parameter.Example.Length == 0 ? null
                : parameter.Integer is not null ? int.Parse(parameter.Example, CultureInfo.InvariantCulture)
                : JsonValue.Create(parameter.Example),
        };
    }

    private static void AddExamples(OpenApiOperation operation, IList<object> metadata)
    {
        if (metadata.OfType<RequestExampleMetadata>().LastOrDefault() is { } request
            && operation.RequestBody?.Content?.TryGetValue(Json, out var body) == true)
        {
            body.Example = request.Example.DeepClone();
        }

        if (metadata.OfType<ResponseExampleMetadata>().LastOrDefault() is not { } answer)
            return;
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (status.StartsWith('2') && response.Content?.TryGetValue(Json, out var content) == true)
                content.Example = answer.Example.DeepClone();
        }
    }
}
