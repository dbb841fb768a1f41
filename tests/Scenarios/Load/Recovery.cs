namespace Nusaloka.Scenarios.Load;

/// <summary>How a fault was felt by one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Failures">Requests without an answer after the fault.</param>
/// <param name="Slowest">The longest that a request took after the fault.</param>
/// <param name="Recovered">
/// From the fault to the answer after the last failure or slow request; zero when nothing was felt, null when no answer came any more.
/// </param>
internal sealed record Recovery(string Target, int Failures, TimeSpan Slowest, TimeSpan? Recovered)
{
    public bool IsUntouched => Recovered == TimeSpan.Zero;
}
