namespace Nusaloka.Runtime.Activation;

/// <summary>What became of a request that was brought to an activation.</summary>
internal enum EnqueueResult : byte
{
    /// <summary>It waits or runs.</summary>
    Accepted,

    /// <summary>The mailbox is at its bound.</summary>
    Full,

    /// <summary>The activation is no more; another one is needed.</summary>
    Gone,
}
