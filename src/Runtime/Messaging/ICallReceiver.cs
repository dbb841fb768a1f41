namespace Nusaloka.Runtime.Messaging;

/// <summary>The end of a silo at which calls arrive.</summary>
internal interface ICallReceiver
{
    /// <summary>Takes a call for a grain that lives here, or should.</summary>
    void Receive(GrainCall call);
}
