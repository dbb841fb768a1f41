namespace Nusaloka.Grains.Sandbox;

/// <summary>Sends one webhook of the sandbox gateway until it is taken. Key: the event's id.</summary>
[Alias("nusaloka.ISandboxWebhookGrain")]
internal interface ISandboxWebhookGrain : IGrainWithStringKey
{
    /// <summary>Remembers the webhook, to be sent when it is due. The same again changes nothing.</summary>
    [Alias("Accept")]
    Task AcceptAsync(string body, DateTimeOffset dueAt, int copies, bool isForged, CancellationToken cancellationToken = default);
}
