using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Nusaloka.Scenarios.Harness;

/// <summary>Signals that System.Diagnostics.Process cannot send.</summary>
internal static partial class Signals
{
    private const int Sigterm = 15;

    /// <summary>Asks a process to end, as an operator does.</summary>
    public static void Terminate(int processId)
    {
        if (Kill(processId, Sigterm) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"SIGTERM could not be sent to process {processId}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
