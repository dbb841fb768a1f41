using Nusaloka.Runtime.Tests.Testing;
using Orleans.Streams;

namespace Nusaloka.Runtime.Tests.Streams;

/// <summary>Takes its items by subscribing when it is activated.</summary>
[ImplicitStreamSubscription(Namespace)]
public sealed class ImplicitGrain : Grain, IImplicitGrain
{
    public const string Namespace = "orders";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetStreamProvider(TestSilos.StreamProvider).GetStream<string>(Namespace, this.GetPrimaryKeyString());
        await stream.SubscribeAsync((item, _) =>
        {
            Journal.Write(this.GetPrimaryKeyString(), item);
            return Task.CompletedTask;
        });
    }

    public Task<string> HeardAsync() => Task.FromResult(string.Join(' ', Journal.Of(this.GetPrimaryKeyString())));
}
