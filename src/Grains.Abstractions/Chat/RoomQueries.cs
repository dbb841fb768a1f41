namespace Nusaloka.Chat;

/// <summary>Which of a room's messages are wanted. With neither number the newest.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Before">Those before this number, the nearest ones.</param>
/// <param name="After">Those after this number, the nearest ones; not together with <paramref name="Before"/>.</param>
/// <param name="Limit">At most so many: 1 to <see cref="PageRequest.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.HistoryQuery")]
public sealed record HistoryQuery(
    [property: Id(0)] RoomCaller Caller, [property: Id(1)] long? Before, [property: Id(2)] long? After, [property: Id(3)] int Limit);

/// <summary>Searches a room for messages that contain all words, in any case.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Words">The words, separated by spaces; at most <see cref="ChatLimits.MaxSearchLength"/> characters.</param>
/// <param name="Before">Only messages before this number; null for all.</param>
/// <param name="Limit">At most so many: 1 to <see cref="PageRequest.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SearchQuery")]
public sealed record SearchQuery(
    [property: Id(0)] RoomCaller Caller, [property: Id(1)] string Words, [property: Id(2)] long? Before, [property: Id(3)] int Limit)
{
    /// <summary>Leaves what is searched for out of logs.</summary>
    public override string ToString() => $"{nameof(SearchQuery)} {{ {nameof(Caller)} = {Caller}, {nameof(Before)} = {Before}, {nameof(Limit)} = {Limit} }}";
}
