namespace Nusaloka.Api.Auth.Programs;

/// <summary>What routes say about programs.</summary>
internal static class ProgramRoutes
{
    /// <summary>Programs with the scope may call the route, if its policy lets programs in at all. Without this none may.</summary>
    public static TBuilder ForPrograms<TBuilder>(this TBuilder routes, string scope)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new ProgramScope(scope));
}
