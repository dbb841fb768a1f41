namespace Nusaloka.Sandbox;

/// <summary>
/// What the sandbox gateway is configured with in Development when nothing else is. Everybody may know it: it moves play money that
/// anybody can have by the pay page. Outside of Development it is refused.
/// </summary>
public static class SandboxDefaults
{
    /// <summary>The key of who may ask for payments.</summary>
    public const string SecretKey = "sk_sandbox_development";

    /// <summary>The secret that signs webhooks.</summary>
    public const string WebhookSecret = "whsec_sandbox_development";
}
