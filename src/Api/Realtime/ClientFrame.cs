using System.Text.Json;
using System.Text.Json.Serialization;
using Nusaloka.Api.Chat;
using Nusaloka.Api.Http;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>A frame from a client of a raw socket; which members count depends on its type.</summary>
internal sealed record ClientFrame
{
    /// <summary>Characters of the client's name for a frame.</summary>
    private const int MaxIdLength = 64;

    /// <summary>What is asked.</summary>
    public required string Type { get; init; }

    /// <summary>The client's name for the frame, which its answer carries.</summary>
    public string? Id { get; init; }

    /// <summary>The room.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The text of a message.</summary>
    public string? Content { get; init; }

    /// <summary>What a message is; without it text.</summary>
    public MessageType MessageType { get; init; } = MessageType.Text;

    /// <summary>The picture or file of a message.</summary>
    public string? MediaId { get; init; }

    /// <summary>Of a place: degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Of a place: degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>The message that a message answers.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>The sender's name for a message.</summary>
    public string? ClientMsgId { get; init; }

    /// <summary>The event or message that is meant.</summary>
    public long? Seq { get; init; }

    /// <summary>The message that is meant, by its id.</summary>
    public string? MessageId { get; init; }

    /// <summary>The last event that the client has.</summary>
    public long? AfterSeq { get; init; }

    /// <summary>The epoch that the number belongs to.</summary>
    public string? Epoch { get; init; }

    /// <summary>A reaction.</summary>
    public string? Emoji { get; init; }

    /// <summary>Whether the client types.</summary>
    public bool IsTyping { get; init; } = true;

    /// <summary>A new access token.</summary>
    public string? Token { get; init; }

    /// <summary>A notification.</summary>
    public string? NotificationId { get; init; }

    /// <summary>The message that is meant, however it is named; empty when it is not.</summary>
    [JsonIgnore]
    public string Message => MessageId ?? Seq?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>The frame in the bytes; null when they are none.</summary>
    public static ClientFrame? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<ClientFrame>(utf8, JsonSettings.Options) is { Id: null or { Length: <= MaxIdLength } } frame ? frame : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The message to send.</summary>
    public SendMessageRequest ToMessage() => new()
    {
        Content = Content ?? "", Type = MessageType, MediaId = MediaId, Latitude = Latitude, Longitude = Longitude, ReplyTo = ReplyTo, ClientMsgId = ClientMsgId,
    };

    /// <summary>Keeps what people say, and their tokens, out of logs.</summary>
    public override string ToString() => $"{nameof(ClientFrame)} {{ {nameof(Type)} = {Type} }}";
}
