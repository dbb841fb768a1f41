namespace Nusaloka.Accounts;

/// <summary>Gives a person another role.</summary>
/// <param name="Role">Any but <see cref="Accounts.Role.Service"/>.</param>
/// <param name="By">Who does: an account id.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SetRole")]
public sealed record SetRole(
    [property: Id(0)] Role Role,
    [property: Id(1)] string By);

/// <summary>Shuts an account until it is opened again.</summary>
/// <param name="Reason">For other staff: 1 to 200 characters.</param>
/// <param name="By">Who does: an account id.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.BanAccount")]
public sealed record BanAccount(
    [property: Id(0)] string Reason,
    [property: Id(1)] string By);

/// <summary>Changes the password by its owner.</summary>
/// <param name="CurrentPassword">The present one.</param>
/// <param name="NewPassword">8 to 128 characters; every character counts.</param>
/// <param name="KeepSession">The session in which the person does this: it goes on, all others end.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ChangePassword")]
public sealed record ChangePassword(
    [property: Id(0)] string CurrentPassword,
    [property: Id(1)] string NewPassword,
    [property: Id(2)] string? KeepSession)
{
    /// <summary>For logs: without the passwords.</summary>
    public override string ToString() => nameof(ChangePassword);
}
