using System.Diagnostics.CodeAnalysis;

namespace Nusaloka;

/// <summary>The outcome of a command that answers nothing but that it was done.</summary>
/// <param name="Error">Why it was not done; null when it was.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Result")]
public sealed record Result([property: Id(0)] Error? Error)
{
    /// <summary>It was done.</summary>
    public static Result Success { get; } = new((Error?)null);

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>A failure.</summary>
    public static implicit operator Result(Error error) => new(error);

    /// <summary>The failure of one step as the outcome of the whole.</summary>
    public static Result Failure(Error error) => new(error);
}

/// <summary>The outcome of a command or query: a value, or the <see cref="Nusaloka.Error"/> that says why there is none.</summary>
/// <param name="Value">The value; default when there is an error.</param>
/// <param name="Error">Why there is no value; null when there is one.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Result`1")]
public sealed record Result<T>(
    [property: Id(0)] T? Value,
    [property: Id(1)] Error? Error)
    where T : class
{
    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>A value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Error error) => new(null, error);
}
