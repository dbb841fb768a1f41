using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Nusaloka.Api.Auth;
using Nusaloka.Silo.Observability;

namespace Nusaloka.Api.Documentation;

/// <summary>What the document says of the API as a whole.</summary>
internal sealed class DocumentDescription : IOpenApiDocumentTransformer
{
    /// <summary>The name of the security scheme of people.</summary>
    public const string Bearer = "bearer";

    /// <summary>The name of the security scheme of programs.</summary>
    public const string ServiceToken = "service_token";

    private const string Overview = """
        Backend of the Indonesian travel super-app Nusaloka.

        - Amounts are whole rupiah. Instants are RFC 3339 in UTC with milliseconds.
        - JSON is snake_case and strict: unknown or duplicate members and numbers in strings are refused.
        - Every refusal is an RFC 9457 problem (application/problem+json) with a stable `code` and a `trace_id`, in Indonesian or,
          with `Accept-Language: en`, in English.
        - Requests that move money take an `Idempotency-Key`; an answer that was stored earlier carries `Idempotency-Replayed: true`.
        - Lists are paged by `limit` and `cursor`; bare arrays name the next page in the header `Link`.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Nusaloka",
            Version = BuildInfo.Version,
            Description = Overview,
            License = new OpenApiLicense { Name = "Proprietary", Identifier = "LicenseRef-Nusaloka" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "Where this document came from" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A person's access token from POST /api/v1/auth/login: ES256, by RFC8725, valid for minutes.",
            },
            [ServiceToken] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = AccessTokenHandler.ServiceHeader,
                Description = "A program's token from POST /api/v1/auth/service-token.",
            },
        };
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
            tag.Description ??= Describe(tag.Name);
        return Task.CompletedTask;
    }

    private static string Describe(string? tag) => tag switch
    {
        "Accounts" => "One's own account.",
        "Internal" => "For programs of ours, with a service token.",
        "Operations" => "For operators and other machines.",
        "Sign-in" => "Registering and signing in.",
        "Transactions" => "Transfers and the movements that there were.",
        "Trips" => "Trip packages: what guides offer.",
        "Users" => "Accounts as staff and programs see them.",
        "Wallets" => "Balances and the movements that have one wallet.",
        _ => "More routes.",
    };
}
