namespace Nusaloka.Api.Http;

/// <summary>
/// Thrown while a request's parameters are bound, where no result can be returned; <see cref="ProblemMiddleware"/> answers it.
/// Endpoints themselves return a <see cref="ProblemResult"/>.
/// </summary>
public sealed class RequestRejectedException(Problem problem, Exception? innerException = null)
    : Exception($"The request is refused: {problem.Status} {problem.Code}.", innerException)
{
    /// <summary>What the caller is told.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>A 400 that names one wrong place.</summary>
    public static RequestRejectedException Invalid(string pointer, string code, string detail) =>
        new(Problem.Invalid(pointer, code, detail));
}
