using System.Collections.Immutable;

namespace Nusaloka.Grains.Accounts.Programs;

/// <summary>What is remembered of programs beside the configuration.</summary>
public sealed record ProgramsState
{
    /// <summary>By client id the last order to call its tokens back.</summary>
    public ImmutableDictionary<string, string> Orders { get; init; } = ImmutableDictionary<string, string>.Empty;
}
