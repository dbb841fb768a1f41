namespace Nusaloka.Runtime.Conformance.Silo.Streams;

/// <summary>What streams are called.</summary>
public static class StreamNames
{
    public const string Provider = "streams";

    /// <summary>Grains subscribe to these explicitly.</summary>
    public const string News = "news";

    /// <summary>A grain that subscribes when it is activated has these by its class.</summary>
    public const string Orders = "orders";

    /// <summary>A grain that is told of its subscription has these by its class.</summary>
    public const string Shipments = "shipments";
}
