using Nusaloka.Chat;

namespace Nusaloka.Api.Chat;

/// <summary>What the OpenAPI document shows.</summary>
internal static class ChatExamples
{
    public const string RoomId = "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60";
    public const string Siti = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";
    public const string Budi = "0199a0c2-6c8f-7d4b-8e62-1a7c2a3d4e5f";
    public const string Epoch = "3b9d2f1e-8c4a-4f6e-9b7d-2c1a0e5f4d3c";

    public static readonly DateTimeOffset At = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);

    public static readonly RoomResponse Room = new(
        RoomId, RoomKind.Direct, "", null, Epoch, 12, 2, 1, RoomRole.Member, 11, null, null, false, At, null);

    public static readonly ChatMessageResponse Message = new(
        $"{RoomId}.12", RoomId, 12, Budi, MessageType.Text, "Besok jam delapan di stasiun Tugu?", null, null, null, 9,
        "c0a8-17", MessageRemoval.None, At, null, [new ReactionResponse("👍", 1, true)]);

    public static readonly ConversationResponse Conversation = new(RoomId, RoomKind.Direct, "Budi Santoso", Budi, Message, 12, 1, null, At);

    public static readonly ReportedMessageResponse Report = new(
        "0199a0c2-7d90-7e5c-9f73-2b8d3b4e5f60", $"{RoomId}.12", RoomId, Budi, Siti, ReportReason.Fraud, "Minta PIN saya", "Kirim PIN Anda ke sini",
        ReportStatus.Open, At, null, null, null);
}
