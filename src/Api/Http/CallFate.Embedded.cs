namespace Nusaloka.Api.Http;

/// <summary>What an exception tells of the call that it ended, with the embedded actor runtime. Its twin is CallFate.Orleans.cs.</summary>
internal static class CallFate
{
    /// <summary>Whether the call may have been done although nobody answered it.</summary>
    public static bool IsUnknown(Exception exception) => exception is OutcomeUnknownException or SiloUnavailableException { DidNotRun: false };
}
