namespace Nusaloka.Api.Http;

/// <summary>An endpoint's refusal.</summary>
public sealed class ProblemResult(Problem problem) : IResult
{
    /// <summary>What the caller is told.</summary>
    public Problem Problem { get; } = problem;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => ProblemWriter.WriteAsync(httpContext, Problem);
}
