using Nusaloka.Runtime.Tests.Testing;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Nusaloka.Runtime.Tests.Streams;

/// <summary>Takes its items by being told of its subscription.</summary>
[ImplicitStreamSubscription(Namespace)]
public sealed class ObservingGrain : Grain, IObservingGrain, IStreamSubscriptionObserver
{
    public const string Namespace = "shipments";

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        var handle = handleFactory.Create<string>();
        return handle.ResumeAsync((item, _) =>
        {
            Journal.Write(this.GetPrimaryKeyString(), item);
            return Task.CompletedTask;
        });
    }
}

/// <summary>The grain has no calls of its own.</summary>
public interface IObservingGrain : IGrainWithStringKey
{
}
