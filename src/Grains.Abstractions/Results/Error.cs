using System.Collections.Immutable;

namespace Nusaloka;

/// <summary>
/// An expected failure, returned and not thrown. Each concept lists its own in an <c>Errors.cs</c>.
/// </summary>
/// <param name="Code">Stable, lower-case with underscores, unique in the product: what programs switch on.</param>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Detail">One English sentence for developers that names the value, the limit and the remedy; never a secret.</param>
/// <param name="Fields">The fields that are wrong, when the request is; otherwise empty.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Error")]
public sealed record Error(
    [property: Id(0)] string Code,
    [property: Id(1)] ErrorKind Kind,
    [property: Id(2)] string Detail,
    [property: Id(3)] ImmutableArray<FieldError> Fields)
{
    /// <summary>When trying again makes sense, where that is known; null otherwise.</summary>
    [Id(4)]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A failure that is about the request as a whole.</summary>
    public Error(string code, ErrorKind kind, string detail)
        : this(code, kind, detail, [])
    {
    }

    /// <summary>A request with wrong fields: kind <see cref="ErrorKind.Invalid"/>, code <c>validation_failed</c>.</summary>
    public static Error Validation(ImmutableArray<FieldError> fields) =>
        new("validation_failed", ErrorKind.Invalid, "One or more fields are not valid.", fields);

    /// <summary>A request with one wrong field.</summary>
    public static Error Validation(string pointer, string code, string detail) =>
        Validation([new FieldError(pointer, code, detail)]);
}
