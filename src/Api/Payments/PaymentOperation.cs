namespace Nusaloka.Api.Payments;

/// <summary>What a caller's key makes of a command.</summary>
/// <param name="Id">The id of what it makes: the same for the same caller, command and key.</param>
/// <param name="Key">The caller and the key: keys belong to their caller.</param>
/// <param name="Fingerprint">Lower-case hex SHA-256 of what was asked.</param>
public sealed record PaymentOperation(Guid Id, string Key, string Fingerprint);
