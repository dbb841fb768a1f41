using System.IO.Pipelines;

namespace Nusaloka.Api.Http;

/// <summary>
/// Reads bodies that do not come at once. Beside the server's own least speed there is an end to it, so that a trickle does not hold a
/// connection and its memory for minutes.
/// </summary>
public static class SlowBody
{
    /// <summary>How long a JSON body may take after its first bytes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Reads until the body is complete. The server's limit on the body's size bounds what gathers.</summary>
    /// <exception cref="RequestRejectedException">It is not complete in time: 408, and the connection ends.</exception>
    public static async Task<ReadResult> ReadRestAsync(HttpContext context, PipeReader reader, ReadResult read)
    {
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        using var patience = new CancellationTokenSource(Patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, patience.Token);
        try
        {
            while (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                read = await reader.ReadAsync(end.Token);
            }

            return read;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Headers.Connection = "close";
            throw new RequestRejectedException(Problem.OfStatus(StatusCodes.Status408RequestTimeout));
        }
    }
}
