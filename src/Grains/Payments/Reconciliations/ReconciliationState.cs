using System.Collections.Immutable;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>How far payments and withdrawals are compared.</summary>
internal sealed record ReconciliationState
{
    /// <summary>By gateway: up to which change its payments are compared.</summary>
    public ImmutableDictionary<string, ComparedUntil> Payments { get; init; } = ImmutableDictionary<string, ComparedUntil>.Empty;

    /// <summary>By gateway: up to which change its withdrawals are compared.</summary>
    public ImmutableDictionary<string, ComparedUntil> Withdrawals { get; init; } = ImmutableDictionary<string, ComparedUntil>.Empty;
}

/// <summary>A place in the order of changes.</summary>
/// <param name="At">When the last one that is compared was changed.</param>
/// <param name="Id">Its id: the tie-break.</param>
internal sealed record ComparedUntil(DateTimeOffset At, string Id);
