namespace Nusaloka.Grains.Chat;

/// <summary>Tells members of one room, who are elsewhere, that something was said. Key: the room's id.</summary>
[Alias("nusaloka.IChatNoticeGrain")]
internal interface IChatNoticeGrain : IGrainWithStringKey
{
    /// <summary>Something was said: looks, a while from now, who has not read it.</summary>
    [Alias("Schedule")]
    Task ScheduleAsync(CancellationToken cancellationToken = default);
}
