using Microsoft.Extensions.Options;
using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Sms;

/// <summary>Sends short messages as far as they may cost us: to the countries that are served, and within the hour's budget.</summary>
internal sealed class MeteredSmsSender(ISmsSender sender, SmsBudget budget, IOptions<SmsOptions> options)
{
    /// <summary>Hands the message over once; when it returns, the provider has taken it.</summary>
    /// <param name="message">The message; it takes its part of the budget once, however often it is tried.</param>
    /// <param name="isProven">Whether the number is proven to be an account's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DeliveryRefusedException">It will never be taken. Any other exception: it may be tried again.</exception>
    public async Task SendAsync(SmsMessage message, bool isProven, CancellationToken cancellationToken)
    {
        if (!options.Value.Serves(message.To))
            throw new DeliveryRefusedException("NUSALOKA_SMS__COUNTRIES does not have the number's country.");
        if (!await budget.TryTakeAsync(message.Id, message.To, isProven, cancellationToken))
        {
            throw new InvalidOperationException(
                $"Of the {options.Value.MaxPerHour} short messages of this hour (NUSALOKA_SMS__MAX_PER_HOUR) none is left for this one.");
        }

        await sender.SendAsync(message, cancellationToken);
    }
}
