namespace Nusaloka.Api.Http;

/// <summary>Turns a grain's answer into HTTP.</summary>
public static class ResultExtensions
{
    /// <summary>The answer for the value, or the problem.</summary>
    public static IResult ToHttp<T>(this Result<T> result, Func<T, IResult> answer)
        where T : class => result.IsSuccess ? answer(result.Value) : result.Error.ToHttp();

    /// <summary>200 with the value in its wire shape, or the problem.</summary>
    public static IResult ToHttp<T, TResponse>(this Result<T> result, Func<T, TResponse> shape)
        where T : class => result.IsSuccess ? TypedResults.Ok(shape(result.Value)) : result.Error.ToHttp();

    /// <summary>The problem.</summary>
    public static IResult ToHttp(this Error error) => new ProblemResult(Problem.Of(error));
}
