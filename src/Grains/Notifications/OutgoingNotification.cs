using System.Collections.Immutable;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>Something on its way out.</summary>
/// <param name="Id">The same for each try: by it receivers recognise what comes twice.</param>
/// <param name="Order">To whom and how.</param>
/// <param name="Language">Of the texts, BCP 47.</param>
/// <param name="Notifications">What: one, or those of a digest, oldest first.</param>
internal sealed record OutgoingNotification(Guid Id, OrderedDelivery Order, string Language, ImmutableArray<Notification> Notifications)
{
    /// <summary>The newest, which stands for all where there is room for one.</summary>
    public Notification Newest => Notifications[^1];

    /// <summary>For logs: the id alone.</summary>
    public override string ToString() => $"{nameof(OutgoingNotification)} {{ {Id} }}";
}
