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

    Task<RecogniseDevice> SayAsync(RecogniseDevice message);

    Task<RedeemCode> SayAsync(RedeemCode message);

    Task<ContestedReversal> SayAsync(ContestedReversal message);

    Task<DecideReversal> SayAsync(DecideReversal message);

    Task<Page<ContestedReversal>> SayAsync(Page<ContestedReversal> message);

    Task<Result<Page<ContestedReversal>>> SayAsync(Result<Page<ContestedReversal>> message);

    Task<Result<ReversalProgress>> SayAsync(Result<ReversalProgress> message);

    Task<ReversalProgress> SayAsync(ReversalProgress message);

    Task<ReversalStatus> SayAsync(ReversalStatus message);

    Task<RevertChange> SayAsync(RevertChange message);

    Task<RevertIdentifier> SayAsync(RevertIdentifier message);

    Task<RequestCode> SayAsync(RequestCode message);

    Task<RequestIdentifierChange> SayAsync(RequestIdentifierChange message);

    Task<ResetPassword> SayAsync(ResetPassword message);

    Task<Result<CodeRequested>> SayAsync(Result<CodeRequested> message);
}
