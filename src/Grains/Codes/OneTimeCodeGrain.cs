using Nusaloka.Accounts;
using Nusaloka.Codes;
using Nusaloka.Grains.Accounts;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Codes;

/// <summary>
/// What codes are good for. Before a code is redeemed nothing is asked that differs between an address that somebody has and one that
/// nobody has.
/// </summary>
[StatelessWorker]
internal sealed class OneTimeCodeGrain : Grain, IOneTimeCodeGrain
{
    public async Task<Result<CodeRequested>> RequestAsync(RequestCode command, CancellationToken cancellationToken)
    {
        if (command.Purpose is not (CodePurpose.SignIn or CodePurpose.ResetPassword))
            throw new ArgumentOutOfRangeException(nameof(command), command.Purpose, "Codes for this purpose are asked for by signed-in people.");

        var identifier = Parse(command.Email, command.Phone);
        return identifier.IsSuccess
            ? await Code(identifier.Value).RequestAsync(command.Purpose, accountId: null, command.Language, cancellationToken)
            : identifier.Error;
    }

    public async Task<Result<AccountStanding>> SignInAsync(RedeemCode command, CancellationToken cancellationToken)
    {
        var identifier = Parse(command.Email, command.Phone);
        return identifier.IsSuccess
            ? await FindOwnerAsync(identifier.Value, CodePurpose.SignIn, command.FlowId, command.Code, cancellationToken)
            : identifier.Error;
    }

    public async Task<Result> ResetPasswordAsync(ResetPassword command, CancellationToken cancellationToken)
    {
        var identifier = Parse(command.Email, command.Phone);
        if (!identifier.IsSuccess)
            return identifier.Error;
        if (PasswordPolicy.Check(command.NewPassword, "/new_password") is { } wrong)
            return Error.Validation([wrong]);

        var owner = await FindOwnerAsync(identifier.Value, CodePurpose.ResetPassword, command.FlowId, command.Code, cancellationToken);
        return owner.IsSuccess
            ? await Account(owner.Value.Account.Id).ResetPasswordAsync(command.NewPassword, cancellationToken)
            : owner.Error;
    }

    public async Task<Result<CodeRequested>> RequestProofAsync(
        string accountId, IdentifierKind kind, string language, CancellationToken cancellationToken)
    {
        return await OwnAsync(accountId, kind, cancellationToken) is { } identifier
            ? await Code(identifier).RequestAsync(CodePurpose.Verify, accountId, language, cancellationToken)
            : CodeErrors.IdentifierMissing;
    }

    public async Task<Result<Account>> ProveAsync(
        string accountId, IdentifierKind kind, string flowId, string code, CancellationToken cancellationToken)
    {
        if (await OwnAsync(accountId, kind, cancellationToken) is not { } identifier)
            return CodeErrors.IdentifierMissing;
        if (!await RedeemAsync(identifier, CodePurpose.Verify, accountId, flowId, code, cancellationToken))
            return CodeErrors.WrongCode;

        var standing = await Account(accountId).VerifyIdentifierAsync(identifier.Key, cancellationToken);
        return standing.IsSuccess ? standing.Value.Account : standing.Error;
    }

    public async Task<Result<CodeRequested>> RequestChangeAsync(RequestIdentifierChange command, CancellationToken cancellationToken)
    {
        var identifier = Parse(command.Email, command.Phone);
        if (!identifier.IsSuccess)
            return identifier.Error;
        if (await ReauthenticateAsync(command, cancellationToken) is { } refused)
            return refused;

        return await Code(identifier.Value).RequestAsync(CodePurpose.ChangeIdentifier, command.AccountId, command.Language, cancellationToken);
    }

    public async Task<Result<Account>> ChangeAsync(
        string accountId, RedeemCode command, string sessionId, string language, CancellationToken cancellationToken)
    {
        var identifier = Parse(command.Email, command.Phone);
        if (!identifier.IsSuccess)
            return identifier.Error;
        if (!await RedeemAsync(identifier.Value, CodePurpose.ChangeIdentifier, accountId, command.FlowId, command.Code, cancellationToken))
            return CodeErrors.WrongCode;

        return await Account(accountId).ChangeIdentifierAsync(new ChangeIdentifier(identifier.Value.Key, sessionId, language), cancellationToken);
    }

    private static Result<Identifier> Parse(string? email, string? phone)
    {
        if (email is null == phone is null)
            return Error.Validation("/email", "required", "Give either an e-mail address or a phone number.");

        if (email is not null)
        {
            return Identifier.TryParseEmail(email, out var address)
                ? address
                : Error.Validation("/email", "invalid_email", $"Not an e-mail address of at most {Identifier.MaxEmailLength} characters.");
        }

        return Identifier.TryParsePhone(phone, out var number)
            ? number
            : Error.Validation("/phone", "invalid_phone", "Not a phone number such as 081234567890 or +6281234567890.");
    }

    private async Task<Error?> ReauthenticateAsync(RequestIdentifierChange command, CancellationToken cancellationToken)
    {
        var account = Account(command.AccountId);
        if (command.HasJustSignedIn)
            return (await account.GetStandingAsync(cancellationToken)).Error;
        if (command.Password is null)
            return AccountErrors.ReauthenticationRequired;

        var verified = await account.VerifyPasswordAsync(command.Password, cancellationToken);
        return verified.Error?.Code == AccountErrors.InvalidCredentials.Code ? AccountErrors.ReauthenticationRequired : verified.Error;
    }

    /// <summary>Uses the code up and answers whose it is.</summary>
    private async Task<Result<AccountStanding>> FindOwnerAsync(
        Identifier identifier, CodePurpose purpose, string flowId, string code, CancellationToken cancellationToken)
    {
        if (!await RedeemAsync(identifier, purpose, accountId: null, flowId, code, cancellationToken))
            return CodeErrors.CodeInvalid;

        var accountId = await GrainFactory.GetGrain<IIdentifierGrain>(identifier.Key).FindAccountAsync(cancellationToken);
        if (accountId is null)
            return CodeErrors.CodeInvalid;

        // Who reads what is sent to an address has proven that it is theirs; whether the account is, is another matter.
        var standing = await Account(accountId).ClaimAsync(identifier.Key, cancellationToken);
        return standing.Error?.Code == AccountErrors.NotFound.Code ? CodeErrors.CodeInvalid : standing;
    }

    /// <summary>What the account has of the kind; null for nothing.</summary>
    private async Task<Identifier?> OwnAsync(string accountId, IdentifierKind kind, CancellationToken cancellationToken)
    {
        var account = (await Account(accountId).GetAsync(cancellationToken)).Value;
        return (kind == IdentifierKind.Email ? account?.Email : account?.Phone) is { } value ? new Identifier(kind, value) : null;
    }

    private Task<bool> RedeemAsync(
        Identifier identifier, CodePurpose purpose, string? accountId, string flowId, string code, CancellationToken cancellationToken)
    {
        // People copy spaces with it, or write it in two groups.
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == CodeSecrets.Digits && digits.All(char.IsAsciiDigit)
            ? Code(identifier).RedeemAsync(purpose, accountId, flowId, digits, cancellationToken)
            : Task.FromResult(false);
    }

    private ICodeGrain Code(Identifier identifier) => GrainFactory.GetGrain<ICodeGrain>(identifier.Key);

    private IAccountGrain Account(string accountId) => GrainFactory.GetGrain<IAccountGrain>(accountId);
}
