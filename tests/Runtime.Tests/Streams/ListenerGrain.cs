using Nusaloka.Runtime.Tests.Testing;
using Orleans.Streams;

namespace Nusaloka.Runtime.Tests.Streams;

public sealed class ListenerGrain : Grain, IListenerGrain
{
    public const string Namespace = "news";

    private static readonly string[] Topics = ["resumed"];

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var topic in Topics)
        {
            foreach (var handle in await Stream($"{topic}-{Key}").GetAllSubscriptionHandles()) await handle.ResumeAsync(HearAsync);
        }
    }

    public Task SubscribeAsync(string topic) => Stream(topic).SubscribeAsync(
        HearAsync,
        exception => { Journal.Write(Key, $"error {exception.Message}"); return Task.CompletedTask; },
        () => { Journal.Write(Key, "end"); return Task.CompletedTask; });

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

    public Task WaitAsync(string gate) => Gate.Named(gate).PassAsync();

    public Task PublishAsync(string topic, string item) => Stream(topic).OnNextAsync(item);

    private Task HearAsync(string item, StreamSequenceToken? token)
    {
        Journal.Write(Key, item);
        return item == "poison" ? throw new InvalidDataException("The item is poison.") : Task.CompletedTask;
    }

    private IAsyncStream<string> Stream(string topic) => this.GetStreamProvider(TestSilos.StreamProvider).GetStream<string>(Namespace, topic);
}
