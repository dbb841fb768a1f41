namespace Nusaloka.Runtime.Transport;

/// <summary>What became of a frame that was to be sent.</summary>
internal enum AppendResult
{
    /// <summary>It will be sent.</summary>
    Accepted,

    /// <summary>Too much waits already.</summary>
    Full,

    /// <summary>The connection is closed.</summary>
    Closed,
}
