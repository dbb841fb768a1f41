namespace Nusaloka.Chat;

/// <summary>The sizes of what people say to each other.</summary>
public static class ChatLimits
{
    /// <summary>Characters (UTF-16) of a message.</summary>
    public const int MaxTextLength = 4_000;

    /// <summary>People whom one message mentions, as <c>@</c> and an account id.</summary>
    public const int MaxMentions = 20;

    /// <summary>Characters of a message's name.</summary>
    public const int MaxClientMessageIdLength = 64;

    /// <summary>Characters of a room's name.</summary>
    public const int MaxTitleLength = 100;

    /// <summary>Members of a room.</summary>
    public const int MaxMembers = 5_000;

    /// <summary>Members that one command adds.</summary>
    public const int MaxMembersAdded = 100;

    /// <summary>Characters (UTF-16) of a reaction: one emoji may be composed of many.</summary>
    public const int MaxEmojiLength = 32;

    /// <summary>Different reactions to one message.</summary>
    public const int MaxEmojis = 20;

    /// <summary>Events that a room keeps at hand, so that reconnecting costs no look into the database.</summary>
    public const int RecentEvents = 200;

    /// <summary>Events that a resume brings at most; whoever missed more reads the room anew.</summary>
    public const int MaxResumedEvents = 1_000;

    /// <summary>Words of a search.</summary>
    public const int MaxSearchWords = 8;

    /// <summary>Messages before and after a reported one that staff see with it, each.</summary>
    public const int ReportContext = 3;

    /// <summary>Messages that one search looks through.</summary>
    public const int MaxSearched = 20_000;

    /// <summary>Characters of what is searched for.</summary>
    public const int MaxSearchLength = 100;

    /// <summary>Characters of the note in a report, or of the reason of staff.</summary>
    public const int MaxNoteLength = 1_000;

    /// <summary>How long somebody can be muted, or a room be quiet, at most.</summary>
    public static readonly TimeSpan MaxMute = TimeSpan.FromDays(3_650);

    /// <summary>Members of whom the others see whether they are there, are writing, and how far they have read; larger rooms show none of it.</summary>
    public const int MaxMembersShown = 100;

    /// <summary>How long somebody counts as writing who has said so.</summary>
    public static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(6);
}
