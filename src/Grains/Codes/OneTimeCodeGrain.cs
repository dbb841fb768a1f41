using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Codes;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Sms;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Codes;

/// <summary>
/// What codes are good for. Before a code is redeemed nothing is asked that differs between an address that somebody has and one that
/// nobody has.
/// </summary>
[StatelessWorker]
internal sealed class OneTimeCodeGrain(CodeSecrets secrets, IOptions<SmsOptions> sms) : Grain, IOneTimeCodeGrain
{
    public async Task<Result<CodeRequested>> RequestAsync(RequestCode command, CancellationToken cancellationToken)
    {
        if (command.Purpose is not (CodePurpose.SignIn or CodePurpose.ResetPassword))
            throw new ArgumentOutOfRangeException(nameof(command), command.Purpose, "Codes for this purpose are asked for by signed-in people.");

        var identifier = Parse(command.Email, command.Phone);
        if (!identifier.IsSuccess)
            return identifier.Error;

        return Unreachable(identifier.Value)
            ?? await Code(identifier.Value).RequestAsync(command.Purpose, accountId: null, command.Origin, command.Language, cancellationToken);
    }

    public async Task<Result<AccountStanding>> SignInAsync(RedeemCode command, CancellationToken cancellationToken)
    {
        var identifier = Parse(command.Email, command.Phone);
        return identifier.IsSuccess
            ? await FindOwnerAsync(identifier.Value, CodePurpose.SignIn, command.Origin, command.FlowId, command.Code, cancellationToken)
            : identifier.Error;
    }

    public async Task<Result> ResetPasswordAsync(ResetPassword command, CancellationToken cancellationToken)
    {
        var identifier = Parse(command.Email, command.Phone);
        if (!identifier.IsSuccess)
            return identifier.Error;
        if (PasswordPolicy.Check(command.NewPassword, "/new_password") is { } wrong)
            return Error.Validation([wrong]);

        if (await RefuseForOwnerAsync(identifier.Value, command, cancellationToken) is { } refused)
            return refused;

        var owner = await FindOwnerAsync(
            identifier.Value, CodePurpose.ResetPassword, command.Origin, command.FlowId, command.Code, cancellationToken);
        return owner.IsSuccess
            ? await Account(owner.Value.Account.Id).ResetPasswordAsync(command.NewPassword, cancellationToken)
            : owner.Error;
    }

    public async Task<Result<CodeRequested>> RequestProofAsync(
        string accountId, IdentifierKind kind, string language, CancellationToken cancellationToken)
    {
        if (await OwnAsync(accountId, kind, cancellationToken) is not { } identifier)
            return CodeErrors.IdentifierMissing;

        return Unreachable(identifier)
            ?? await Code(identifier).RequestAsync(CodePurpose.Verify, accountId, OriginOf(accountId), language, cancellationToken);
    }

    public async Task<Result<Account>> ProveAsync(
        string accountId, IdentifierKind kind, string flowId, string code, CancellationToken cancellationToken)
    {
        if (await OwnAsync(accountId, kind, cancellationToken) is not { } identifier)
            return CodeErrors.IdentifierMissing;
        if (!await RedeemAsync(identifier, CodePurpose.Verify, accountId, OriginOf(accountId), flowId, code, cancellationToken))
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

        if (Unreachable(identifier.Value) is { } unreachable)
            return unreachable;

        var wait = await GrainFactory.GetGrain<IRecipientsGrain>(command.AccountId).AddAsync(identifier.Value.Key, cancellationToken);
        return wait > TimeSpan.Zero
            ? CodeErrors.TooManyRecipients(wait)
            : await Code(identifier.Value).RequestAsync(
                CodePurpose.ChangeIdentifier, command.AccountId, OriginOf(command.AccountId), command.Language, cancellationToken);
    }

    public async Task<Result<Account>> ChangeAsync(
        string accountId, RedeemCode command, string sessionId, string language, CancellationToken cancellationToken)
    {
        var identifier = Parse(command.Email, command.Phone);
        if (!identifier.IsSuccess)
            return identifier.Error;
        if (!await RedeemAsync(
            identifier.Value, CodePurpose.ChangeIdentifier, accountId, OriginOf(accountId), command.FlowId, command.Code, cancellationToken))
            return CodeErrors.WrongCode;

        return await Account(accountId).ChangeIdentifierAsync(new ChangeIdentifier(identifier.Value.Key, sessionId, language), cancellationToken);
    }

    public async Task<Result<ReversalProgress>> RevertChangeAsync(RevertChange command, CancellationToken cancellationToken)
    {
        if (secrets.ReadRevertToken(command.Token) is not var (accountId, version))
            return CodeErrors.RevertInvalid;

        var revert = new RevertIdentifier(version, command.Language, Password: command.Password);
        if (command.OtherToken is { } token)
        {
            if (secrets.ReadRevertToken(token) is not var (otherAccount, otherVersion) || otherAccount != accountId)
                return CodeErrors.RevertProofRefused;
            revert = revert with { OtherVersion = otherVersion };
        }

        if (command.PasskeyAccountId is { } owner)
        {
            if (owner != accountId)
                return CodeErrors.RevertProofRefused;
            revert = revert with { PasskeyAddedAt = command.PasskeyAddedAt };
        }

        if (command.Code is { } shown)
        {
            var identifier = Parse(shown.Email, shown.Phone);
            if (!identifier.IsSuccess)
                return identifier.Error;
            if (!await RedeemAsync(identifier.Value, CodePurpose.SignIn, accountId: null, shown.Origin, shown.FlowId, shown.Code, cancellationToken))
                return CodeErrors.CodeInvalid;
            revert = revert with { ProvenIdentifier = identifier.Value.Key };
        }

        return await Account(accountId).RevertIdentifierAsync(revert, cancellationToken);
    }

    private static string OriginOf(string accountId) => "account:" + accountId;

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
        Identifier identifier, CodePurpose purpose, string origin, string flowId, string code, CancellationToken cancellationToken)
    {
        if (!await RedeemAsync(identifier, purpose, accountId: null, origin, flowId, code, cancellationToken))
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

    /// <summary>
    /// What is wrong with the new password in view of the person, for who has shown the right code, which stays good; null for nothing. It is
    /// said to nobody else: who has the address cannot be asked this way.
    /// </summary>
    private async Task<Error?> RefuseForOwnerAsync(Identifier identifier, ResetPassword command, CancellationToken cancellationToken)
    {
        if (DigitsOf(command.Code) is not { } digits
            || !await Code(identifier).CheckAsync(CodePurpose.ResetPassword, accountId: null, command.Origin, command.FlowId, digits, cancellationToken))
        {
            return CodeErrors.CodeInvalid;
        }

        var accountId = await GrainFactory.GetGrain<IIdentifierGrain>(identifier.Key).FindAccountAsync(cancellationToken);
        var checkedOne = accountId is null ? Result.Success : await Account(accountId).CheckNewPasswordAsync(command.NewPassword, cancellationToken);
        return checkedOne.Error?.Kind == ErrorKind.Invalid ? checkedOne.Error : null;
    }

    private Task<bool> RedeemAsync(
        Identifier identifier, CodePurpose purpose, string? accountId, string origin, string flowId, string code, CancellationToken cancellationToken) =>
        DigitsOf(code) is { } digits
            ? Code(identifier).RedeemAsync(purpose, accountId, origin, flowId, digits, cancellationToken)
            : Task.FromResult(false);

    /// <summary>The digits of a code, of which people copy spaces, or write them in groups; null when it is none.</summary>
    private static string? DigitsOf(string code)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length is >= CodeSecrets.Digits and <= CodeRules.DigitsUnderAttack && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>The refusal of a number that we send nothing to, whoever has it; null when it can be reached.</summary>
    private Error? Unreachable(Identifier identifier) => identifier.Kind == IdentifierKind.Email || sms.Value.Serves(identifier.Value)
        ? null
        : Error.Validation("/phone", "country_not_served", "Codes are not sent to numbers of this country. Use an e-mail address.");

    private ICodeGrain Code(Identifier identifier) => GrainFactory.GetGrain<ICodeGrain>(identifier.Key);

    private IAccountGrain Account(string accountId) => GrainFactory.GetGrain<IAccountGrain>(accountId);
}
