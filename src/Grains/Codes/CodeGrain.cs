using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Codes;

/// <summary>The codes that go to one e-mail address or phone number.</summary>
[GrainType("code")]
internal sealed class CodeGrain : Grain, ICodeGrain
{
    private readonly CommittedState<CodeState> _state;
    private readonly CodeSecrets _secrets;
    private readonly CodeOptions _limits;
    private readonly TimeProvider _time;

    public CodeGrain(
        [PersistentState("state")] IPersistentState<CodeState> state, CodeSecrets secrets, IOptions<CodeOptions> limits, TimeProvider time)
    {
        _state = new CommittedState<CodeState>(this, state);
        _secrets = secrets;
        _limits = limits.Value;
        _time = time;
    }

    private string Key => this.GetPrimaryKeyString();

    public async Task<Result<CodeRequested>> RequestAsync(
        CodePurpose purpose, string? accountId, string language, CancellationToken cancellationToken)
    {
        var now = _time.GetStoredUtcNow();
        if (CodeRules.Wait(_state.Value, purpose, _limits, now) is var wait && wait > TimeSpan.Zero)
            return CodeErrors.CodeSentRecently(wait);

        var (code, flowId) = (CodeSecrets.NewCode(), CodeSecrets.NewFlowId());
        var flow = new CodeFlow(purpose, flowId, accountId, _secrets.Hash(purpose, Key, flowId, code), now + _limits.Lifetime, Failures: 0);
        var recipient = Identifier.OfKey(Key);
        var issued = new CodeIssued(
            purpose, recipient.Kind, recipient.Value, flowId, _secrets.Seal(flowId, code), language, flow.ExpiresAt);
        await _state.CommitAsync(CodeRules.Issue(_state.Value, flow, now) with { PendingEvents = [new OutboxEvent(CodeIssued.Type, issued)] });
        return new CodeRequested(flowId, (int)_limits.Lifetime.TotalSeconds, (int)Math.Ceiling(_limits.ResendAfter.TotalSeconds));
    }

    public async Task<bool> RedeemAsync(
        CodePurpose purpose, string? accountId, string flowId, string code, CancellationToken cancellationToken)
    {
        var hash = _secrets.Hash(purpose, Key, flowId, code);
        var (isGood, next) = CodeRules.Redeem(_state.Value, purpose, flowId, accountId, hash, _limits, _time.GetUtcNow());
        // The code is used up, or the try counted, before anybody hears of it.
        if (next is not null)
            await _state.CommitAsync(next);
        return isGood;
    }
}
