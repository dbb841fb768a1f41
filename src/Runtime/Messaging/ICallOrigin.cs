namespace Nusaloka.Runtime.Messaging;

/// <summary>Where a call came from when its caller is in another process: the way of its answer.</summary>
internal interface ICallOrigin
{
    /// <summary>The caller's patience has ended.</summary>
    bool IsExpired(GrainCall call);

    /// <summary>The call was left out because its caller's patience has ended: nobody waits for an answer.</summary>
    void Expired(GrainCall call);

    /// <summary>Sends what the call has come to.</summary>
    void Answer(GrainCall call, Task outcome);

    /// <summary>Sends why the call has no outcome.</summary>
    void Refuse(GrainCall call, Exception reason);
}
