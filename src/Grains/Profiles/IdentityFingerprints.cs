using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Profiles;

/// <summary>Makes fingerprints of identity documents: the same for the same, and without the master key nobody can tell of which.</summary>
internal sealed class IdentityFingerprints(IOptions<AuthenticationOptions> options)
{
    private readonly ImmutableArray<byte[]> _keys = options.Value.DeriveKeys("nusaloka/identity-claims"u8.ToArray());

    /// <summary>One for each master key that there is, that of now first.</summary>
    public IEnumerable<string> Of(IdentityData identity)
    {
        var name = Encoding.UTF8.GetBytes($"{identity.Document}\n{identity.Number}");
        return _keys.Select(key => Convert.ToHexStringLower(HMACSHA256.HashData(key, name)));
    }
}
