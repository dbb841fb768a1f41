using System.Collections.Immutable;

namespace Nusaloka.Api.Http;

/// <summary>
/// Why a request is refused, before it is put into words: <see cref="ProblemWriter"/> adds title, detail and trace id
/// in the reader's language and sends it as RFC 9457 problem+json.
/// </summary>
/// <param name="Status">The HTTP status, 400 or above.</param>
/// <param name="Code">A stable word for programs, also the last segment of <c>type</c>; its texts are in Texts/problems.json.</param>
public sealed record Problem(int Status, string Code)
{
    /// <summary>The English sentence for this occurrence; null to use the one in Texts/problems.json.</summary>
    public string? Detail { get; init; }

    /// <summary>The wrong places of the request: JSON pointers into the body, or names of query parameters and headers.</summary>
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>When trying again makes sense; sent as <c>Retry-After</c>, rounded up to whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A 400 that names one wrong place.</summary>
    public static Problem Invalid(string pointer, string code, string detail) => Of(Error.Validation(pointer, code, detail));

    /// <summary>The one place where an expected failure of the product gets its HTTP status.</summary>
    public static Problem Of(Error error) => new(StatusOf(error.Kind), error.Code)
    {
        Detail = error.Detail,
        Errors = error.Fields,
        RetryAfter = error.RetryAfter ?? (error.Kind is ErrorKind.Limited or ErrorKind.Unavailable ? TimeSpan.FromSeconds(2) : null),
    };

    /// <summary>The general problem of a status that something other than our code has set.</summary>
    public static Problem OfStatus(int status) => new(status, status switch
    {
        401 => "unauthenticated",
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        408 => "request_timeout",
        412 => "precondition_failed",
        413 => "body_too_large",
        415 => "unsupported_media_type",
        429 => "too_many_requests",
        503 => "unavailable",
        < 500 => "bad_request",
        _ => "internal",
    });

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
        ErrorKind.Refused => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.Limited => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of error has no HTTP status. Add it here."),
    };
}
