using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Sms;

/// <summary>
/// Sends short messages. Whoever has something to say to a person gives it to <see cref="ISmsGrain"/>, which tries until it is sent; who tries
/// again by themselves uses <see cref="MeteredSmsSender"/>.
/// </summary>
internal interface ISmsSender
{
    /// <summary>Hands the message over once; when it returns, the provider has taken it.</summary>
    /// <exception cref="DeliveryRefusedException">It will never be taken. Any other exception: it may be tried again.</exception>
    Task SendAsync(SmsMessage message, CancellationToken cancellationToken);
}
