namespace Nusaloka.Matching;

/// <summary>
/// What is between one traveller and one departure: the traveller would come, the guide would have them, and then each sees who the other
/// is. Key: the id from <see cref="InterestId"/>.
/// </summary>
[Alias("nusaloka.IInterestGrain")]
public interface IInterestGrain : IGrainWithStringKey
{
    /// <summary>
    /// The traveller would come; a repeat changes nothing. Errors: <c>wish_not_found</c>, <c>departure_not_found</c>, <c>not_a_match</c>,
    /// <c>interest_declined</c>.
    /// </summary>
    [Alias("Express")]
    Task<Result<Interest>> ExpressAsync(ExpressInterest command, CancellationToken cancellationToken = default);

    /// <summary>The traveller has changed their mind; a repeat changes nothing. Errors: <c>interest_not_found</c>.</summary>
    [Alias("Withdraw")]
    Task<Result> WithdrawAsync(string travellerId, CancellationToken cancellationToken = default);

    /// <summary>
    /// The guide would have them, or would not; who was accepted can be declined later, and not the other way round.
    /// Errors: <c>interest_not_found</c>, <c>interest_declined</c>.
    /// </summary>
    [Alias("Answer")]
    Task<Result<Interest>> AnswerAsync(string guideId, bool isAccepted, CancellationToken cancellationToken = default);
}
