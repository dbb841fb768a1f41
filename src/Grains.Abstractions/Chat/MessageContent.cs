namespace Nusaloka.Chat;

/// <summary>What a message says.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Text">At most <see cref="ChatLimits.MaxTextLength"/> characters; empty where there is none.</param>
/// <param name="MediaId">The picture or file, a UUID; null for other types.</param>
/// <param name="Place">The place; null for other types.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.MessageContent")]
public sealed record MessageContent(
    [property: Id(0)] MessageType Type,
    [property: Id(1)] string Text,
    [property: Id(2)] string? MediaId = null,
    [property: Id(3)] GeoPlace? Place = null)
{
    /// <summary>A message of text alone.</summary>
    public static MessageContent Of(string text) => new(MessageType.Text, text);

    /// <summary>Leaves what it says out of logs.</summary>
    public override string ToString() => $"{nameof(MessageContent)} {{ {nameof(Type)} = {Type} }}";
}
