namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>How far a webhook is.</summary>
internal enum WebhookStatus
{
    /// <summary>It was never seen.</summary>
    None = 0,

    /// <summary>It is stored and waits.</summary>
    Received = 1,

    /// <summary>It has had its effect, or has none.</summary>
    Applied = 2,

    /// <summary>It is about nothing of ours.</summary>
    Foreign = 3,
}
