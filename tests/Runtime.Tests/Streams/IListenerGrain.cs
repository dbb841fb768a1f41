namespace Nusaloka.Runtime.Tests.Streams;

/// <summary>Subscribes explicitly to stream ("news", its key); writes what it hears into the journal under its key.</summary>
public interface IListenerGrain : IGrainWithStringKey
{
    Task SubscribeAsync(string topic);

    Task UnsubscribeAsync(string topic);

    Task<int> CountSubscriptionsAsync(string topic);

    Task DeactivateAsync();

    Task WaitAsync(string gate);

    Task PublishAsync(string topic, string item);
}
