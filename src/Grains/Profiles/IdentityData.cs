using Nusaloka.Profiles;

namespace Nusaloka.Grains.Profiles;

/// <summary>What proves who a person is; stored encrypted only.</summary>
/// <param name="LegalName">As it stands in the document.</param>
/// <param name="Document">Which document.</param>
/// <param name="Number">Its number.</param>
internal sealed record IdentityData(string LegalName, IdentityDocument Document, string Number)
{
    /// <summary>For logs: without the person.</summary>
    public override string ToString() => $"{nameof(IdentityData)} {{ {Document} }}";
}
