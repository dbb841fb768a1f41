namespace Nusaloka.Api.Sandbox;

/// <summary>The sandbox gateway as the API serves it. Read from <c>NUSALOKA_PAYMENTS__SANDBOX__</c>; silos read more of it.</summary>
public sealed class SandboxApiOptions
{
    /// <summary>Whether it is there. Default: in Development only.</summary>
    [ConfigurationKeyName("ENABLED")]
    public bool? IsEnabled { get; init; }

    /// <summary>The key of who may ask for payments; outside of Development required.</summary>
    [ConfigurationKeyName("SECRET_KEY")]
    public string SecretKey { get; init; } = "";
}
