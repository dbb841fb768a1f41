namespace Nusaloka.Runtime.Messaging;

/// <summary>What brought a call to another process and waits for the answer there.</summary>
internal interface ICallCarrier
{
    /// <summary>The call is settled: no answer is wanted any more, and it need not run if it has not begun.</summary>
    void Forget(GrainCall call);
}
