using System.Text;

namespace Nusaloka.Grains.Payments.Gateways.Http;

/// <summary>Basic authentication with a key as the user and no password, as gateways use it.</summary>
internal static class BasicAuthorization
{
    /// <summary>The header's value.</summary>
    public static string Of(string key) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":"));
}
