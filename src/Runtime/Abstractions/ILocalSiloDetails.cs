namespace Orleans.Runtime;

/// <summary>Who this silo is.</summary>
public interface ILocalSiloDetails
{
    /// <summary>The silo's name.</summary>
    string Name { get; }

    /// <summary>The cluster it belongs to.</summary>
    string ClusterId { get; }

    /// <summary>The machine's name.</summary>
    string DnsHostName { get; }

    /// <summary>The address other silos know it by.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>The address clients know it by.</summary>
    SiloAddress GatewayAddress { get; }
}
