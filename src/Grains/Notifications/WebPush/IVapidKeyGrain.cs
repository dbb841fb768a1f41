namespace Nusaloka.Grains.Notifications.WebPush;

/// <summary>
/// Keeps the one key by which push services know us. Browsers subscribe to it, so another key would end every subscription: it stays. Key: 0.
/// </summary>
[Alias("nusaloka.IVapidKeyGrain")]
internal interface IVapidKeyGrain : IGrainWithStringKey
{
    /// <summary>The key; made at the first call.</summary>
    [Alias("Get")]
    Task<VapidKey> GetAsync(CancellationToken cancellationToken = default);
}

/// <summary>The key pair.</summary>
/// <param name="PublicKey">65 bytes as base64url: the applicationServerKey of browsers.</param>
/// <param name="Wrapped">The private key, encrypted with the master key.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.VapidKey")]
internal sealed record VapidKey(
    [property: Id(0)] string PublicKey,
    [property: Id(1)] string Wrapped);
