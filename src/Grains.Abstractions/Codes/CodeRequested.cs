namespace Nusaloka.Codes;

/// <summary>A code is on its way, if there is somebody for it: the answer does not tell.</summary>
/// <param name="FlowId">Goes with the code: only who asked for a code can use it.</param>
/// <param name="ExpiresInSeconds">How long the code is good.</param>
/// <param name="ResendInSeconds">When another may be asked for.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CodeRequested")]
public sealed record CodeRequested(
    [property: Id(0)] string FlowId,
    [property: Id(1)] int ExpiresInSeconds,
    [property: Id(2)] int ResendInSeconds)
{
    /// <summary>For logs: without the flow id, which is half of what opens an account.</summary>
    public override string ToString() => $"{nameof(CodeRequested)} {{ ExpiresInSeconds = {ExpiresInSeconds} }}";
}
