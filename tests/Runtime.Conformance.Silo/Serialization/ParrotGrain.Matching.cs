using Nusaloka.Matching;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of matching.</content>
public sealed partial class ParrotGrain
{
    public Task<CompanionMatch> SayAsync(CompanionMatch message) => Task.FromResult(message);

    public Task<CompanionMatches> SayAsync(CompanionMatches message) => Task.FromResult(message);

    public Task<ExpressInterest> SayAsync(ExpressInterest message) => Task.FromResult(message);

    public Task<GuideMatch> SayAsync(GuideMatch message) => Task.FromResult(message);

    public Task<GuideMatches> SayAsync(GuideMatches message) => Task.FromResult(message);

    public Task<Interest> SayAsync(Interest message) => Task.FromResult(message);

    public Task<InterestStatus> SayAsync(InterestStatus message) => Task.FromResult(message);

    public Task<MatchScore> SayAsync(MatchScore message) => Task.FromResult(message);

    public Task<MatchedGuide> SayAsync(MatchedGuide message) => Task.FromResult(message);

    public Task<Pace> SayAsync(Pace message) => Task.FromResult(message);

    public Task<SaveWish> SayAsync(SaveWish message) => Task.FromResult(message);

    public Task<TripMatch> SayAsync(TripMatch message) => Task.FromResult(message);

    public Task<TripMatches> SayAsync(TripMatches message) => Task.FromResult(message);

    public Task<Wish> SayAsync(Wish message) => Task.FromResult(message);

    public Task<WishDetails> SayAsync(WishDetails message) => Task.FromResult(message);

    public Task<Wishes> SayAsync(Wishes message) => Task.FromResult(message);

    public Task<Page<Interest>> SayAsync(Page<Interest> message) => Task.FromResult(message);

    public Task<Result<CompanionMatches>> SayAsync(Result<CompanionMatches> message) => Task.FromResult(message);

    public Task<Result<Interest>> SayAsync(Result<Interest> message) => Task.FromResult(message);

    public Task<Result<Page<Interest>>> SayAsync(Result<Page<Interest>> message) => Task.FromResult(message);

    public Task<Result<Wish>> SayAsync(Result<Wish> message) => Task.FromResult(message);
}
