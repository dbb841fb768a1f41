namespace Nusaloka.Grains.Payments.Gateways.Http;

/// <summary>One request to a gateway, which may be sent more than once.</summary>
/// <param name="Gateway">The gateway's name.</param>
/// <param name="Method">A GET changes nothing, so whatever goes wrong with it, nothing was done.</param>
/// <param name="Address">Where to; without secrets.</param>
internal sealed record GatewayRequest(string Gateway, HttpMethod Method, Uri Address)
{
    /// <summary>The header Authorization.</summary>
    public required string Authorization { get; init; }

    /// <summary>Other headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>What the body is.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Whether the gateway carries it out once, however often it comes: a GET, or a POST with a key or an order id that is unique there.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>For logs: neither headers nor body.</summary>
    public override string ToString() => $"{Method} {Address.AbsolutePath}";
}
