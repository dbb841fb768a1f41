namespace Nusaloka.Runtime.Membership;

/// <summary>What became of a question to the table of members.</summary>
internal enum MembershipStatus
{
    /// <summary>Done.</summary>
    Ok,

    /// <summary>The silo is not in the cluster: it was taken for dead.</summary>
    Evicted,

    /// <summary>A silo of a later start has the same endpoint.</summary>
    Refused,

    /// <summary>Redis has lost the data, wholly or the newest.</summary>
    Lost,
}
