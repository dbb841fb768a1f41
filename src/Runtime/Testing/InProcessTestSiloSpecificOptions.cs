namespace Orleans.TestingHost;

/// <summary>What is a single silo's own.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    /// <summary>The port that names it among silos.</summary>
    public int SiloPort { get; set; }

    /// <summary>The port that names it among clients.</summary>
    public int GatewayPort { get; set; }

    /// <summary>Its name.</summary>
    public string SiloName { get; set; } = string.Empty;
}
