using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Streams;

/// <summary>Subscribes explicitly to <see cref="StreamNames.News"/>; writes what it hears into the journal under its key.</summary>
public interface IListenerGrain : ILocatedGrain
{
    Task SubscribeAsync(string topic);

    Task UnsubscribeAsync(string topic);

    Task<int> CountSubscriptionsAsync(string topic);

    Task DeactivateAsync();

    Task WaitAsync(string gate);

    Task PublishAsync(string topic, string item);
}
