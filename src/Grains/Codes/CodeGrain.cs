using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;
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
    private readonly FailedProofs _failures;
    private readonly TimeProvider _time;

    public CodeGrain(
        [PersistentState("state")] IPersistentState<CodeState> state, CodeSecrets secrets, IOptions<CodeOptions> limits, FailedProofs failures,
        TimeProvider time)
    {
        _state = new CommittedState<CodeState>(this, state);
        _secrets = secrets;
        _limits = limits.Value;
        _failures = failures;
        _time = time;
    }

    private string Key => this.GetPrimaryKeyString();

    public async Task<Result<CodeRequested>> RequestAsync(
        CodePurpose purpose, string? accountId, string origin, string language, CancellationToken cancellationToken)
    {
        LeaveNoMemory();
        var now = _time.GetStoredUtcNow();
        var place = PlaceOf(origin);
        var decision = CodeRules.Decide(_state.Value, purpose, accountId, place, _limits, now);
        if (decision.Again is { } again)
            return Answer(again, now);
        if (decision.Wait > TimeSpan.Zero)
            return CodeErrors.CodeSentRecently(decision.Wait);

        var digits = CodeRules.DigitsOf(_state.Value, purpose, _limits, now);
        var (code, flowId) = (CodeSecrets.NewCode(digits), CodeSecrets.NewFlowId());
        var flow = new CodeFlow(
            purpose, flowId, accountId, _secrets.Hash(purpose, Key, flowId, code), now + _limits.Lifetime, Failures: 0, place, digits);
        var recipient = Identifier.OfKey(Key);
        var issued = new CodeIssued(
            purpose, recipient.Kind, recipient.Value, flowId, _secrets.Seal(flowId, code), language, flow.ExpiresAt);
        await _state.CommitAsync(CodeRules.Issue(_state.Value, flow, now) with { PendingEvents = [new OutboxEvent(CodeIssued.Type, issued)] });
        return Answer(flow, now);
    }

    public Task<bool> RedeemAsync(
        CodePurpose purpose, string? accountId, string origin, string flowId, string code, CancellationToken cancellationToken) =>
        TryAsync(purpose, accountId, origin, flowId, code, keep: false);

    public Task<bool> CheckAsync(
        CodePurpose purpose, string? accountId, string origin, string flowId, string code, CancellationToken cancellationToken) =>
        TryAsync(purpose, accountId, origin, flowId, code, keep: true);

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (!_state.Value.Familiar.IsEmpty)
            await _state.CommitAsync(_state.Value with { Familiar = [], PendingEvents = [] });
    }

    private async Task<bool> TryAsync(CodePurpose purpose, string? accountId, string origin, string flowId, string code, bool keep)
    {
        LeaveNoMemory();
        var hash = _secrets.HashAmong([.. _state.Value.Flows.Select(static flow => flow.Hash)], purpose, Key, flowId, code);
        var place = PlaceOf(origin);
        var tried = CodeRules.Redeem(_state.Value, purpose, flowId, accountId, place, hash, _limits, _time.GetStoredUtcNow(), keep);
        // The code is used up, or the try counted, before anybody hears of it.
        if (tried.Next is { } next)
            await _state.CommitAsync(next);
        if (tried.IsWrong)
            _failures.WrongCode(purpose, accountId, Key);
        return tried.IsGood;
    }

    /// <summary>Each call reads the state anew: an answer that comes sooner would tell that a code went there lately, and so that somebody is there.</summary>
    private void LeaveNoMemory() => DeactivateOnIdle();

    private string PlaceOf(string origin) => _secrets.OriginAmong(
        [.. _state.Value.Familiar.Select(static one => one.Origin), .. _state.Value.Sent.Select(static one => one.Origin)], Key, origin);

    private CodeRequested Answer(CodeFlow flow, DateTimeOffset now) => new(
        flow.FlowId, (int)(flow.ExpiresAt - now).TotalSeconds, (int)Math.Ceiling(_limits.ResendAfter.TotalSeconds));
}
