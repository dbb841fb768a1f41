namespace Nusaloka.Accounts;

/// <summary>Opens an account. At least one of e-mail and phone must be there.</summary>
/// <param name="FullName">1 to 100 characters after trimming, no control characters.</param>
/// <param name="Email">An address of at most 254 characters, or null.</param>
/// <param name="Phone">An Indonesian number as people write it (08…, 62…, +62…) or any E.164 number, or null.</param>
/// <param name="Password">8 to 128 characters; every character counts.</param>
/// <param name="Role">Other than <see cref="Role.User"/> only for staff and programs; never <see cref="Role.Service"/>.</param>
/// <param name="ReferralCode">By whose code the person came; null or empty for nobody's.</param>
/// <param name="Source">Where it comes from; null when that says nothing.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RegisterAccount")]
public sealed record RegisterAccount(
    [property: Id(0)] string FullName,
    [property: Id(1)] string? Email,
    [property: Id(2)] string? Phone,
    [property: Id(3)] string Password,
    [property: Id(4)] Role Role = Role.User,
    [property: Id(5)] string? ReferralCode = null,
    [property: Id(6)] RegistrationSource? Source = null)
{
    /// <summary>For logs: without the password.</summary>
    public override string ToString() => $"{nameof(RegisterAccount)} {{ Role = {Role} }}";
}
