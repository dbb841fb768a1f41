namespace Nusaloka.Api.Http;

public sealed partial class ProblemMiddleware
{
    [LoggerMessage(1001, LogLevel.Debug, "The client left before it was answered.")]
    private partial void LogAborted(Exception exception);

    [LoggerMessage(1002, LogLevel.Warning, "No answer in time: the outcome is unknown.")]
    private partial void LogTimeout(Exception exception);

    [LoggerMessage(1003, LogLevel.Warning, "A part of the system that the request needs is away.")]
    private partial void LogUnavailable(Exception exception);

    [LoggerMessage(1005, LogLevel.Warning, "What did the request was lost before it answered: the outcome is unknown.")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(1004, LogLevel.Error, "The request ended in an error of ours.")]
    private partial void LogUnhandled(Exception exception);
}
