using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Nusaloka.Scenarios.Harness;

/// <summary>Signals that System.Diagnostics.Process cannot send.</summary>
internal static partial class Signals
{
    private const int Sigterm = 15;
    private const int Sigcont = 18;
    private const int Sigstop = 19;

    /// <summary>Asks a process to end, as an operator does.</summary>
    public static void Terminate(int processId) => Send(processId, Sigterm, "SIGTERM");

    /// <summary>Stops a process where it stands, as a machine does that swaps or moves: its connections stay open and nobody answers.</summary>
    public static void Pause(int processId) => Send(processId, Sigstop, "SIGSTOP");

    /// <summary>Lets a paused process go on as if nothing had happened.</summary>
    public static void Resume(int processId) => Send(processId, Sigcont, "SIGCONT");

    private static void Send(int processId, int signal, string name)
    {
        if (Kill(processId, signal) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{name} could not be sent to process {processId}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
