namespace Nusaloka.Api.Realtime;

/// <summary>What a connection is for.</summary>
[Flags]
public enum ConnectionTopics
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Rooms.</summary>
    Chat = 1,

    /// <summary>Notifications.</summary>
    Notifications = 2,
}
