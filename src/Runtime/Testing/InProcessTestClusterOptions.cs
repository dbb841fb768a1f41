using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>How an in-process cluster is made.</summary>
public sealed class InProcessTestClusterOptions
{
    /// <summary>The cluster's id. Default: a new one.</summary>
    public string ClusterId { get; set; } = string.Empty;

    /// <summary>The service's id. Default: a new one.</summary>
    public string ServiceId { get; set; } = string.Empty;

    /// <summary>How many silos to start. Default 1.</summary>
    public short InitialSilosCount { get; set; } = 1;

    /// <summary>Whether to start a client too. Default true.</summary>
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>Set-up of each silo's host.</summary>
    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    /// <summary>Set-up of the client's host.</summary>
    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}
