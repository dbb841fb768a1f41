namespace Nusaloka.Api.Realtime;

/// <summary>
/// Hears which accounts are connected to this process. Calls about one account may overtake each other when it comes and goes: what is the case says
/// <see cref="NodeRealtime.TopicsOf"/>. Must not block and not throw.
/// </summary>
public interface IConnectionListener
{
    /// <summary>An account has a connection, or one for something it had none for.</summary>
    void Connected(string accountId, ConnectionTopics topics);

    /// <summary>An account has no connection any more.</summary>
    void Disconnected(string accountId);
}
