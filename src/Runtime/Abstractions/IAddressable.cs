namespace Orleans.Runtime;

/// <summary>Anything that can be called from another place in the cluster. Orleans' own marker.</summary>
public interface IAddressable
{
}
