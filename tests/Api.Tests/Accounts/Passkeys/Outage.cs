namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>Stands before the grains and lets calls of one method go unanswered.</summary>
internal sealed class Outage : IOutgoingGrainCallFilter
{
    /// <summary>The method that nobody answers; null when all is well.</summary>
    public string? Method { get; set; }

    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.MethodName == Method ? throw new TimeoutException($"Nobody answered {Method}.") : context.Invoke();
}
