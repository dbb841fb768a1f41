namespace Nusaloka;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the request body, for example <c>/amount</c>.</param>
/// <param name="Code">Stable, lower-case with underscores, for example <c>too_short</c>.</param>
/// <param name="Detail">One English sentence that names the limit.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.FieldError")]
public sealed record FieldError(
    [property: Id(0)] string Pointer,
    [property: Id(1)] string Code,
    [property: Id(2)] string Detail);
