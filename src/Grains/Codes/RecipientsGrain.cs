using Microsoft.Extensions.Options;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Codes;

/// <summary>The recipients of one account's codes, so that nobody pesters many people, or makes SMS to many numbers, by one account.</summary>
[GrainType("recipients")]
internal sealed class RecipientsGrain : Grain, IRecipientsGrain
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly CommittedState<RecipientsState> _state;
    private readonly CodeSecrets _secrets;
    private readonly CodeOptions _limits;
    private readonly TimeProvider _time;

    public RecipientsGrain(
        [PersistentState("state")] IPersistentState<RecipientsState> state, CodeSecrets secrets, IOptions<CodeOptions> limits, TimeProvider time)
    {
        _state = new CommittedState<RecipientsState>(this, state);
        _secrets = secrets;
        _limits = limits.Value;
        _time = time;
    }

    public async Task<TimeSpan> AddAsync(string identifierKey, CancellationToken cancellationToken)
    {
        var now = _time.GetStoredUtcNow();
        var today = _state.Value.Recipients.RemoveAll(one => one.At + Day <= now);
        var hash = _secrets.RecipientOf([.. today.Select(static one => one.Hash)], this.GetPrimaryKeyString(), identifierKey);
        if (today.Any(one => one.Hash == hash))
            return TimeSpan.Zero;
        if (today.Length >= _limits.RecipientsPerDay)
            return today[^_limits.RecipientsPerDay].At + Day - now;

        await _state.CommitAsync(new RecipientsState { Recipients = today.Add(new Recipient(hash, now)) });
        return TimeSpan.Zero;
    }
}
