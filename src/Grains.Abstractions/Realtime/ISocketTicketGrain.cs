namespace Nusaloka.Realtime;

/// <summary>
/// One ticket, by which whoever shows it first connects as the person to whom it was given: it may stand in an address, where an access token had better not.
/// Key: the SHA-256 of the ticket in lower-case hexadecimal. It is in memory alone, so it is good once, for its short time, and at the latest until its silo
/// stops; whoever finds it gone asks for another.
/// </summary>
[Alias("nusaloka.ISocketTicketGrain")]
public interface ISocketTicketGrain : IGrainWithStringKey
{
    /// <summary>The ticket is given to somebody until a time.</summary>
    [Alias("Issue")]
    Task IssueAsync(SocketTicketHolder holder, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Takes the ticket: answers whose it was, once; null when it is over, was taken or never was one.</summary>
    [Alias("Redeem")]
    Task<SocketTicketHolder?> RedeemAsync(CancellationToken cancellationToken = default);
}
