namespace Nusaloka.Grains.Chat;

/// <summary>When a room looks next who has not read it.</summary>
internal sealed record ChatNoticeState
{
    /// <summary>When; null while nothing was said.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When once more: something was said after the first time was set.</summary>
    public DateTimeOffset? AgainAt { get; init; }

    /// <summary>Up to here mentions were told.</summary>
    public long Seq { get; init; }
}
