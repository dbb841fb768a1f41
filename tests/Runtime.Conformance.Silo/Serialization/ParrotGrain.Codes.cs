using Nusaloka.Accounts;
using Nusaloka.Codes;
using Nusaloka.Development;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

public sealed partial class ParrotGrain
{
    public Task<ChangeIdentifier> SayAsync(ChangeIdentifier message) => Task.FromResult(message);

    public Task<CodePurpose> SayAsync(CodePurpose message) => Task.FromResult(message);

    public Task<CodeRequested> SayAsync(CodeRequested message) => Task.FromResult(message);

    public Task<IdentifierKind> SayAsync(IdentifierKind message) => Task.FromResult(message);

    public Task<InboxMessage> SayAsync(InboxMessage message) => Task.FromResult(message);

    public Task<InboxMessages> SayAsync(InboxMessages message) => Task.FromResult(message);

    public Task<RecogniseDevice> SayAsync(RecogniseDevice message) => Task.FromResult(message);

    public Task<RedeemCode> SayAsync(RedeemCode message) => Task.FromResult(message);

    public Task<ContestedReversal> SayAsync(ContestedReversal message) => Task.FromResult(message);

    public Task<DecideReversal> SayAsync(DecideReversal message) => Task.FromResult(message);

    public Task<Page<ContestedReversal>> SayAsync(Page<ContestedReversal> message) => Task.FromResult(message);

    public Task<Result<Page<ContestedReversal>>> SayAsync(Result<Page<ContestedReversal>> message) => Task.FromResult(message);

    public Task<Result<ReversalProgress>> SayAsync(Result<ReversalProgress> message) => Task.FromResult(message);

    public Task<ReversalProgress> SayAsync(ReversalProgress message) => Task.FromResult(message);

    public Task<ReversalStatus> SayAsync(ReversalStatus message) => Task.FromResult(message);

    public Task<RevertChange> SayAsync(RevertChange message) => Task.FromResult(message);

    public Task<RevertIdentifier> SayAsync(RevertIdentifier message) => Task.FromResult(message);

    public Task<RequestCode> SayAsync(RequestCode message) => Task.FromResult(message);

    public Task<RequestIdentifierChange> SayAsync(RequestIdentifierChange message) => Task.FromResult(message);

    public Task<ResetPassword> SayAsync(ResetPassword message) => Task.FromResult(message);

    public Task<Result<CodeRequested>> SayAsync(Result<CodeRequested> message) => Task.FromResult(message);
}
