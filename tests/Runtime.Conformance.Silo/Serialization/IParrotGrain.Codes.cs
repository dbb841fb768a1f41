using Nusaloka.Accounts;
using Nusaloka.Codes;
using Nusaloka.Development;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of one-time codes.</content>
public partial interface IParrotGrain
{
    Task<ChangeIdentifier> SayAsync(ChangeIdentifier message);

    Task<CodePurpose> SayAsync(CodePurpose message);

    Task<CodeRequested> SayAsync(CodeRequested message);

    Task<IdentifierKind> SayAsync(IdentifierKind message);

    Task<InboxMessage> SayAsync(InboxMessage message);

    Task<InboxMessages> SayAsync(InboxMessages message);

    Task<RedeemCode> SayAsync(RedeemCode message);

    Task<RequestCode> SayAsync(RequestCode message);

    Task<RequestIdentifierChange> SayAsync(RequestIdentifierChange message);

    Task<ResetPassword> SayAsync(ResetPassword message);

    Task<Result<CodeRequested>> SayAsync(Result<CodeRequested> message);
}
