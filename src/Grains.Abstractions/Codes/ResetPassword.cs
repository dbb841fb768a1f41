namespace Nusaloka.Codes;

/// <summary>Sets a new password by a code. Exactly one of e-mail and phone is given: the one that the code went to.</summary>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="FlowId">See <see cref="CodeRequested.FlowId"/>.</param>
/// <param name="Code">The digits; spaces between them are dropped.</param>
/// <param name="NewPassword">8 to 128 characters; every character counts.</param>
/// <param name="Origin">The network that it is shown from.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ResetPassword")]
public sealed record ResetPassword(
    [property: Id(0)] string? Email,
    [property: Id(1)] string? Phone,
    [property: Id(2)] string FlowId,
    [property: Id(3)] string Code,
    [property: Id(4)] string NewPassword,
    [property: Id(5)] string Origin = "")
{
    /// <summary>For logs: without code and password.</summary>
    public override string ToString() => nameof(ResetPassword);
}
