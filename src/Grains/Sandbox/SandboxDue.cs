namespace Nusaloka.Grains.Sandbox;

/// <summary>Something that will happen to a sandbox payment by itself.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="RefundId">The refund that it is about; null for others.</param>
internal sealed record SandboxDue(DateTimeOffset At, SandboxDueKind Kind, string? RefundId = null);
