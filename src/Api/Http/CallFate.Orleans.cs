namespace Nusaloka.Api.Http;

/// <summary>What an exception tells of the call that it ended, with Microsoft Orleans. Its twin is CallFate.Embedded.cs.</summary>
internal static class CallFate
{
    /// <summary>Whether the call may have been done although nobody answered it. Orleans does not tell more of a silo that is gone.</summary>
    public static bool IsUnknown(Exception exception) => exception is OutcomeUnknownException or SiloUnavailableException;
}
