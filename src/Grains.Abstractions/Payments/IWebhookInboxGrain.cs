namespace Nusaloka.Payments;

/// <summary>
/// Takes webhooks in. Key: the gateway's name. What it has answered with success is stored and will be applied, once, however often it
/// is delivered; what is not from the gateway leaves no trace but a log line.
/// </summary>
[Alias("nusaloka.IWebhookInboxGrain")]
public interface IWebhookInboxGrain : IGrainWithStringKey
{
    /// <summary>
    /// Checks who sent it, over the raw body, and stores it. Errors: <c>gateway_not_found</c>, <c>webhook_rejected</c> (not from the
    /// gateway, or from too long ago).
    /// </summary>
    [Alias("Receive")]
    Task<Result> ReceiveAsync(WebhookDelivery delivery, CancellationToken cancellationToken = default);
}
