namespace Orleans.Streams.Core;

/// <summary>A grain that is told of its subscriptions, implicit ones too, when an item for one arrives.</summary>
public interface IStreamSubscriptionObserver
{
    /// <summary>Make the handle of the item type and resume it with an observer.</summary>
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}
