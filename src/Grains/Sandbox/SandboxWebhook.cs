namespace Nusaloka.Grains.Sandbox;

/// <summary>A webhook that the sandbox gateway is to send. An outbox event.</summary>
/// <param name="EventId">Its id, and the key of the grain that sends it.</param>
/// <param name="Body">The JSON.</param>
/// <param name="DueAt">Not before.</param>
/// <param name="Copies">How often it is sent.</param>
/// <param name="IsForged">Signed with a secret that nobody knows; sent once, whatever is answered.</param>
internal sealed record SandboxWebhook(string EventId, string Body, DateTimeOffset DueAt, int Copies, bool IsForged)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "sandbox.webhook";
}
