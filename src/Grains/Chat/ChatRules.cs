using System.Globalization;
using System.Text;
using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>What may be said, and who may say it.</summary>
internal static class ChatRules
{
    /// <summary>What is wrong with a message; null when nothing is.</summary>
    public static Error? Check(SendMessage command)
    {
        var content = command.Content;
        if (command.ClientMessageId is { } name && (name.Length is 0 or > ChatLimits.MaxClientMessageIdLength || HasControls(name, allowsLines: false)))
            return Error.Validation("/client_msg_id", "out_of_range", $"client_msg_id must have 1 to {ChatLimits.MaxClientMessageIdLength} characters.");
        if (CheckText(content.Text, mayBeEmpty: content.Type is MessageType.Image or MessageType.File or MessageType.Place) is { } wrong)
            return wrong;
        if (!Enum.IsDefined(content.Type) || (content.Type == MessageType.System && command.SenderId is not null))
            return Error.Validation("/type", "not_allowed", "type must be text, image, file or place.");
        if (content.Type is MessageType.Image or MessageType.File ? !IsId(content.MediaId) : content.MediaId is not null)
            return Error.Validation("/media_id", "not_allowed", "Images and files, and nothing else, have the id of a medium.");
        if (content.Type == MessageType.Place
            ? content.Place is not { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 }
            : content.Place is not null)
            return Error.Validation("/place", "not_allowed", "Places, and nothing else, have a latitude from -90 to 90 and a longitude from -180 to 180.");
        return null;
    }

    /// <summary>What is wrong with the text of a message; null when nothing is.</summary>
    public static Error? CheckText(string text, bool mayBeEmpty)
    {
        if (text.Length > ChatLimits.MaxTextLength)
            return Error.Validation("/content", "out_of_range", $"A message has at most {ChatLimits.MaxTextLength} characters.");
        if (!mayBeEmpty && string.IsNullOrWhiteSpace(text))
            return Error.Validation("/content", "required", "A message must not be empty.");
        return HasControls(text, allowsLines: true)
            ? Error.Validation("/content", "not_allowed", "A message has no control characters but tabs and line ends.")
            : ChatMentions.Check(text);
    }

    /// <summary>What is wrong with a room's name; null when nothing is.</summary>
    public static Error? CheckTitle(string title, bool mayBeEmpty) =>
        title.Length <= ChatLimits.MaxTitleLength && (mayBeEmpty || !string.IsNullOrWhiteSpace(title)) && !HasControls(title, allowsLines: false)
            ? null
            : Error.Validation("/title", "out_of_range", $"A name has 1 to {ChatLimits.MaxTitleLength} characters, all in one line.");

    /// <summary>What is wrong with a reaction; null when nothing is.</summary>
    public static Error? CheckEmoji(string emoji) =>
        emoji.Length is > 0 and <= ChatLimits.MaxEmojiLength && !HasControls(emoji, allowsLines: false) && IsOneEmoji(emoji)
            ? null
            : Error.Validation("/emoji", "not_allowed", $"A reaction is one emoji of at most {ChatLimits.MaxEmojiLength} characters.");

    /// <summary>What is wrong with a room that is to be opened under an id; null when nothing is.</summary>
    public static Error? Check(string id, OpenRoom command)
    {
        if (!IsId(id) || !command.MemberIds.All(IsId) || (command.CreatorId is { } creator && !IsId(creator)))
            return Error.Validation("/members", "not_allowed", "Rooms and their members have UUIDs as ids.");
        if (command.MemberIds.Length > ChatLimits.MaxMembersAdded)
            return Error.Validation("/members", "out_of_range", $"At most {ChatLimits.MaxMembersAdded} people can be added at once.");
        if (CheckTitle(command.Title, mayBeEmpty: command.Kind != RoomKind.Group) is { } wrong)
            return wrong;
        var isOf = (command.Kind, command.CreatorId, command.MemberIds, command.SubjectId) switch
        {
            (RoomKind.Direct, { } one, [var other], null) => one != other && id == RoomIds.Direct(one, other),
            (RoomKind.Group, not null, _, null) => true,
            (RoomKind.Booking, _, _, { Length: > 0 } booking) => id == RoomIds.Booking(booking),
            (RoomKind.Support, { } person, [], { } subject) => person == subject && id == RoomIds.Support(subject),
            _ => false,
        };
        return isOf ? null : Error.Validation("/members", "not_allowed", "A direct room is that of two people, a support room that of one, and a booking's that of its booking.");
    }

    /// <summary>Why a member must not say anything now; null when they may.</summary>
    public static Error? CheckVoice(RoomMember member, bool isBlocked, DateTimeOffset? closesAt, DateTimeOffset now)
    {
        if (closesAt <= now)
            return ChatErrors.RoomClosed;
        if (isBlocked)
            return ChatErrors.Blocked;
        return member.MutedUntil is { } until && until > now ? ChatErrors.Muted(until - now) : null;
    }

    /// <summary>Why somebody must not edit a message; null when they may.</summary>
    public static Error? CheckEdit(RoomEvent message, string accountId, TimeSpan window, DateTimeOffset now) => message switch
    {
        { Removal: not MessageRemoval.None } => ChatErrors.MessageRemoved,
        _ when message.ActorId != accountId => ChatErrors.NotAllowed,
        _ when message.At + window < now => ChatErrors.MessageFixed,
        _ => null,
    };

    /// <summary>Whether a member may delete a message.</summary>
    public static bool MayDelete(RoomMember member, RoomEvent message) => message.ActorId == member.AccountId || member.Role >= RoomRole.Moderator;

    /// <summary>Why a member must not take another one out of a room, or out themselves; null when they may.</summary>
    public static Error? CheckRemoval(RoomKind kind, RoomMember by, RoomMember member)
    {
        var isSelf = by.AccountId == member.AccountId;
        return kind switch
        {
            RoomKind.Group => isSelf || Outranks(by, member) ? null : ChatErrors.NotAllowed,
            RoomKind.Support => isSelf && member.Role == RoomRole.Officer ? null : ChatErrors.NotAllowed,
            _ => ChatErrors.KindForbids,
        };
    }

    /// <summary>Why a member must not change another one; null when they may.</summary>
    public static Error? CheckChange(RoomKind kind, RoomMember by, RoomMember member, ChangeMember command)
    {
        if (command.Mute is { } mute && (mute < TimeSpan.Zero || mute > ChatLimits.MaxMute))
            return Error.Validation("/mute_seconds", "out_of_range", $"Somebody can be muted for up to {ChatLimits.MaxMute.TotalDays} days.");
        if (command.Role is { } role && role is not (RoomRole.Member or RoomRole.Moderator or RoomRole.Owner))
            return Error.Validation("/role", "not_allowed", "role must be member, moderator or owner.");
        if (command.Role is not null && kind != RoomKind.Group)
            return ChatErrors.KindForbids;
        if (command.Mute is not null && kind == RoomKind.Direct)
            return ChatErrors.KindForbids;
        // An owner must not stop being one by the way: whoever leaves hands on.
        if (by.AccountId == member.AccountId)
            return ChatErrors.NotAllowed;
        if (command.Role is not null && by.Role != RoomRole.Owner)
            return ChatErrors.NotAllowed;
        return Outranks(by, member) || (command.Mute is null && by.Role == RoomRole.Owner) ? null : ChatErrors.NotAllowed;
    }

    /// <summary>Who owns a group after an owner has gone; null when another does, or nobody is left.</summary>
    public static RoomMember? Heir(IEnumerable<RoomMember> left)
    {
        RoomMember? heir = null;
        foreach (var member in left)
        {
            if (member.Role == RoomRole.Owner)
                return null;
            if (heir is null || (member.Role, heir.JoinedAt, heir.AccountId).CompareTo((heir.Role, member.JoinedAt, member.AccountId)) > 0)
                heir = member;
        }

        return heir;
    }

    /// <summary>Whether the text is an id as we write them: a UUID in lower-case "D" format.</summary>
    public static bool IsId(string? text) =>
        text is { Length: 36 } && Guid.TryParseExact(text, "D", out _) && !text.Any(static c => char.IsUpper(c) || char.IsWhiteSpace(c));

    /// <summary>Whether a member has a say over another.</summary>
    private static bool Outranks(RoomMember by, RoomMember member) => by.Role >= RoomRole.Moderator && by.Role > member.Role;

    /// <summary>Whether it is shown as one sign, is none of a script, and does nothing to what stands beside it.</summary>
    private static bool IsOneEmoji(string emoji)
    {
        const int zeroWidthJoiner = 0x200D;
        return StringInfo.GetNextTextElementLength(emoji) == emoji.Length
            && emoji.Any(static c => c > 0x7F) && !emoji.Any(static c => char.IsWhiteSpace(c) || char.IsLetter(c))
            && CharUnicodeInfo.GetUnicodeCategory(emoji, 0) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            // Emojis are joined, and flags of regions are spelt by tags; what else cannot be seen turns or hides others.
            && emoji.EnumerateRunes().All(static rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || rune.Value is zeroWidthJoiner or (>= 0xE0020 and <= 0xE007F));
    }

    private static bool HasControls(string text, bool allowsLines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && !(allowsLines && c is '\t' or '\n' or '\r'))
                return true;
            // Half a character cannot be stored.
            if (char.IsSurrogate(c) && (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])))
                return true;
        }

        return false;
    }
}
