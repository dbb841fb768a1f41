namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>One webhook. Key: the gateway's name, a colon, and the event's id.</summary>
[Alias("nusaloka.IWebhookGrain")]
internal interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>Stores it. Repeating it does nothing, but that one which still waits after a minute is given to the outbox again.</summary>
    [Alias("Store")]
    Task StoreAsync(StoreWebhook webhook, CancellationToken cancellationToken = default);

    /// <summary>Hands it to whom it is about. Repeating it after success does nothing. It throws when it must be tried again.</summary>
    [Alias("Apply")]
    Task ApplyAsync(CancellationToken cancellationToken = default);
}
