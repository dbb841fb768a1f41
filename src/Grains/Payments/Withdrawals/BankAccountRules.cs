using System.Collections.Immutable;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>What a bank account must look like, also for the sandbox that pays to it, and how it is shown.</summary>
internal static class BankAccountRules
{
    private const int ShownDigits = 4;
    private const int MaxNameLength = 100;

    /// <summary>What is wrong with an account.</summary>
    /// <param name="bank">The account.</param>
    /// <param name="pointer">Where it stands in the request: empty, or a JSON pointer.</param>
    public static ImmutableArray<FieldError> Check(BankAccount bank, string pointer)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (bank.BankCode.Length is < 2 or > 16 || !bank.BankCode.All(char.IsAsciiLetterOrDigit))
            wrong.Add(new FieldError(pointer + "/bank_code", "invalid_bank", "A bank's code has 2 to 16 letters and digits."));
        if (bank.AccountNumber.Length is < 6 or > 20 || !bank.AccountNumber.All(char.IsAsciiDigit))
            wrong.Add(new FieldError(pointer + "/account_number", "invalid_account_number", "An account's number has 6 to 20 digits."));
        if (string.IsNullOrWhiteSpace(bank.HolderName) || bank.HolderName.Length > MaxNameLength || bank.HolderName.Any(char.IsControl))
            wrong.Add(new FieldError(pointer + "/holder_name", "invalid_name", $"A holder's name has 1 to {MaxNameLength} characters and no control characters."));
        return wrong.ToImmutable();
    }

    /// <summary>Whether both are one account. No two banks have codes that differ in capitals alone.</summary>
    public static bool IsSame(BankAccount one, BankAccount other) =>
        string.Equals(one.BankCode, other.BankCode, StringComparison.OrdinalIgnoreCase) && one with { BankCode = other.BankCode } == other;

    /// <summary>An account's number of which only the end can be read.</summary>
    public static string Mask(string accountNumber) => accountNumber.Length <= ShownDigits
        ? new string('*', accountNumber.Length)
        : new string('*', accountNumber.Length - ShownDigits) + accountNumber[^ShownDigits..];
}
