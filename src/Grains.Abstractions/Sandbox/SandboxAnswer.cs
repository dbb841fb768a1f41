namespace Nusaloka.Sandbox;

/// <summary>How the sandbox gateway answers the request that has just been carried out.</summary>
[GenerateSerializer, Alias("nusaloka.SandboxAnswer")]
public enum SandboxAnswer
{
    /// <summary>As it should.</summary>
    Normal = 0,

    /// <summary>Not at all: the caller times out.</summary>
    Never = 1,

    /// <summary>With a 500, as if nothing had been done.</summary>
    ServerError = 2,

    /// <summary>After two seconds, when its webhook has long arrived.</summary>
    Late = 3,
}
