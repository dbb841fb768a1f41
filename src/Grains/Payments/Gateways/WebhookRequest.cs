namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>A webhook as it came over the wire.</summary>
/// <param name="Body">The raw bytes: signatures are over these, not over what they mean.</param>
/// <param name="Headers">Looked up without regard to case.</param>
internal sealed record WebhookRequest(ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The value of a header; null when it is missing.</summary>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }
}
