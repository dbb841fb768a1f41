namespace Nusaloka.Accounts;

/// <summary>A person's credentials: exactly one of e-mail and phone, and the password.</summary>
/// <param name="Email">As the person writes it, or null.</param>
/// <param name="Phone">As the person writes it, or null.</param>
/// <param name="Password">The password.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SignIn")]
public sealed record SignIn(
    [property: Id(0)] string? Email,
    [property: Id(1)] string? Phone,
    [property: Id(2)] string Password)
{
    /// <summary>For logs: without the credentials.</summary>
    public override string ToString() => nameof(SignIn);
}

/// <summary>A program's credentials.</summary>
/// <param name="ClientId">The name under which the program is configured.</param>
/// <param name="ClientSecret">Its secret; we keep only the SHA-256 of it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SignInService")]
public sealed record SignInService(
    [property: Id(0)] string ClientId,
    [property: Id(1)] string ClientSecret)
{
    /// <summary>For logs: without the secret.</summary>
    public override string ToString() => $"{nameof(SignInService)} {{ ClientId = {ClientId} }}";
}
