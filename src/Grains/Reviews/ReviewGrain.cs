using Microsoft.Extensions.Options;
using Nusaloka.Bookings;
using Nusaloka.Grains.State;
using Nusaloka.Reviews;

namespace Nusaloka.Grains.Reviews;

/// <summary>The review of one booking. It asks the booking, which never calls it.</summary>
[GrainType("review")]
internal sealed class ReviewGrain : Grain, IReviewGrain, IErasableReviewGrain
{
    private readonly CommittedState<ReviewState> _state;
    private readonly ReviewOptions _options;
    private readonly TimeProvider _time;

    public ReviewGrain([PersistentState("state")] IPersistentState<ReviewState> state, IOptions<ReviewOptions> options, TimeProvider time)
    {
        _state = new CommittedState<ReviewState>(this, state);
        _options = options.Value;
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    private ReviewState State => _state.Value;

    private DateTimeOffset Now => _time.GetStoredUtcNow();

    public async Task<Result<Review>> WriteAsync(WriteReview command, CancellationToken cancellationToken)
    {
        var booking = await GrainFactory.GetGrain<IBookingGrain>(Id).GetAsync(cancellationToken);
        return booking.IsSuccess ? await CommitAsync(ReviewRules.Write(State, command, booking.Value, _options.MinimumPaid, Now)) : booking.Error;
    }

    public Task<Result<Review>> ViewAsync(string viewerId, bool isStaff, CancellationToken cancellationToken) => Task.FromResult<Result<Review>>(
        ReviewRules.CanSee(State, viewerId, isStaff) ? ReviewRules.View(Id, State) : ReviewErrors.NotFound);

    public Task<Result<Review>> AnswerAsync(AnswerReview command, CancellationToken cancellationToken) =>
        CommitAsync(ReviewRules.Answer(State, command, Now));

    public async Task<Result> ReportAsync(ReportReview command, CancellationToken cancellationToken) =>
        new((await CommitAsync(ReviewRules.Report(State, command, Now))).Error);

    public Task<Result<Review>> ModerateAsync(ModerateReview command, CancellationToken cancellationToken) =>
        CommitAsync(ReviewRules.Moderate(State, command, Now));

    public Task ForgetAsync(string accountId, CancellationToken cancellationToken) => CommitAsync(ReviewRules.Forget(State, accountId));

    private async Task<Result<Review>> CommitAsync(Result<ReviewState> next)
    {
        if (!next.IsSuccess)
            return next.Error;
        if (next.Value.Version != State.Version)
            await _state.CommitAsync(next.Value);
        return ReviewRules.View(Id, State);
    }
}
