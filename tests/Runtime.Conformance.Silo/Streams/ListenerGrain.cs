using Nusaloka.Runtime.Conformance.Silo.Observation;
using Orleans.Streams;

namespace Nusaloka.Runtime.Conformance.Silo.Streams;

public sealed class ListenerGrain(Journal journal, Gates gates) : LocatedGrain, IListenerGrain
{
    /// <summary>A grain whose key is KEY resumes its subscription to topic "resumed-KEY".</summary>
    public const string ResumedPrefix = "resumed-";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var handle in await Stream(ResumedPrefix + Key).GetAllSubscriptionHandles()) await handle.ResumeAsync(HearAsync);
    }

    public Task SubscribeAsync(string topic) => Stream(topic).SubscribeAsync(HearAsync);

    public async Task UnsubscribeAsync(string topic)
    {
        foreach (var handle in await Stream(topic).GetAllSubscriptionHandles()) await handle.UnsubscribeAsync();
    }

    public async Task<int> CountSubscriptionsAsync(string topic) => (await Stream(topic).GetAllSubscriptionHandles()).Count;

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task WaitAsync(string gate) => gates.PassAsync(gate);

    public Task PublishAsync(string topic, string item) => Stream(topic).OnNextAsync(item);

    private Task HearAsync(string item, StreamSequenceToken? token) => journal.WriteAsync(Key, item);

    private IAsyncStream<string> Stream(string topic) => this.GetStreamProvider(StreamNames.Provider).GetStream<string>(StreamNames.News, topic);
}
