namespace Nusaloka.Runtime.Hosting;

/// <summary>What names the silo of this host within its cluster.</summary>
internal sealed class LocalSiloOptions
{
    /// <summary>The port other silos know it by.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port clients know it by.</summary>
    public int GatewayPort { get; set; } = 30000;
}
