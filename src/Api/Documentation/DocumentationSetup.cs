namespace Nusaloka.Api.Documentation;

/// <summary>The OpenAPI document and the page that shows it.</summary>
public static class DocumentationSetup
{
    /// <summary>The name of the only document: /openapi/v1.json.</summary>
    public const string DocumentName = "v1";

    /// <summary>Registers the document's generator.</summary>
    public static void AddNusalokaDocumentation(this IServiceCollection services) => services.AddOpenApi(DocumentName, options =>
    {
        options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = SchemaNames.Of;
        options.AddDocumentTransformer<DocumentDescription>();
        options.AddOperationTransformer<OperationDescription>();
        options.AddSchemaTransformer<SchemaDescription>();
    });

    /// <summary>Adds /openapi/v1.json and /docs.</summary>
    public static void MapDocumentation(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous().ExcludeFromDescription();
        routes.MapDocsPage();
    }
}
