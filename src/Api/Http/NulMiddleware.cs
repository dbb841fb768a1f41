namespace Nusaloka.Api.Http;

/// <summary>
/// Refuses NUL in addresses, in one place: no text in PostgreSQL can hold it, so whatever it was meant to find is not there. Kestrel itself
/// refuses most of them in paths, with an empty body.
/// </summary>
public sealed class NulMiddleware(RequestDelegate next)
{
    private const string Encoded = "%00";

    /// <summary>Called by the framework.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return HasNul(request.QueryString.Value) || HasNul(request.Path.Value)
            ? ProblemWriter.WriteAsync(context, Problem.OfStatus(StatusCodes.Status400BadRequest) with { Detail = "The address must not contain NUL (%00)." })
            : next(context);
    }

    private static bool HasNul(string? text) =>
        text is not null && (text.Contains('\0', StringComparison.Ordinal) || text.Contains(Encoded, StringComparison.Ordinal));
}
