namespace Nusaloka.Grains.Accounts;

/// <summary>What a new password must be. Every character counts, and none is asked for (NIST SP 800-63B).</summary>
internal static class PasswordRules
{
    private const int MinLength = 8;
    private const int MaxLength = 128;

    /// <summary>What is wrong with it, at the field that the pointer names; null when it is good.</summary>
    public static FieldError? Check(string? password, string pointer) => password is { Length: >= MinLength and <= MaxLength }
        ? null
        : new FieldError(pointer, "invalid_length", $"A password has {MinLength} to {MaxLength} characters.");
}
