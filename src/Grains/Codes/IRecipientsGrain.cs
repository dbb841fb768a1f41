namespace Nusaloka.Grains.Codes;

/// <summary>To which addresses and numbers that are not its own one account has had codes sent. Key: the account id.</summary>
[Alias("nusaloka.IRecipientsGrain")]
internal interface IRecipientsGrain : IGrainWithStringKey
{
    /// <summary>Counts one more, unless it is known or there are too many today. Answers how long to wait then; zero: nothing stands in the way.</summary>
    [Alias("Add")]
    Task<TimeSpan> AddAsync(string identifierKey, CancellationToken cancellationToken = default);
}
