namespace Nusaloka.Silo.Operations;

/// <summary>What this process takes of its machine. One reader.</summary>
internal sealed class ProcessLoad(TimeProvider clock)
{
    private long _lastRead = clock.GetTimestamp();
    private TimeSpan _lastCpu = Environment.CpuUsage.TotalTime;

    /// <summary>Processor cores kept busy since the last time, and the memory in use.</summary>
    public (double CpuCores, long MemoryBytes) Read()
    {
        var now = clock.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var elapsed = clock.GetElapsedTime(_lastRead, now);
        var cores = elapsed > TimeSpan.Zero ? (cpu - _lastCpu) / elapsed : 0;
        (_lastRead, _lastCpu) = (now, cpu);
        return (Math.Round(cores, 3), Environment.WorkingSet);
    }
}
