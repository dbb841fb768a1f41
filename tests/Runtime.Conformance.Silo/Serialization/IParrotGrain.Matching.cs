using Nusaloka.Matching;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of matching.</content>
public partial interface IParrotGrain
{
    Task<CompanionMatch> SayAsync(CompanionMatch message);

    Task<CompanionMatches> SayAsync(CompanionMatches message);

    Task<ExpressInterest> SayAsync(ExpressInterest message);

    Task<GuideMatch> SayAsync(GuideMatch message);

    Task<GuideMatches> SayAsync(GuideMatches message);

    Task<Interest> SayAsync(Interest message);

    Task<InterestStatus> SayAsync(InterestStatus message);

    Task<MatchScore> SayAsync(MatchScore message);

    Task<MatchedGuide> SayAsync(MatchedGuide message);

    Task<Pace> SayAsync(Pace message);

    Task<SaveWish> SayAsync(SaveWish message);

    Task<TripMatch> SayAsync(TripMatch message);

    Task<TripMatches> SayAsync(TripMatches message);

    Task<Wish> SayAsync(Wish message);

    Task<WishDetails> SayAsync(WishDetails message);

    Task<Wishes> SayAsync(Wishes message);

    Task<Page<Interest>> SayAsync(Page<Interest> message);

    Task<Result<CompanionMatches>> SayAsync(Result<CompanionMatches> message);

    Task<Result<Interest>> SayAsync(Result<Interest> message);

    Task<Result<Page<Interest>>> SayAsync(Result<Page<Interest>> message);

    Task<Result<Wish>> SayAsync(Result<Wish> message);
}
