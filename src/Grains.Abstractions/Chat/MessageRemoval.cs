namespace Nusaloka.Chat;

/// <summary>Whether a message is still shown. The numbers are stored.</summary>
[GenerateSerializer, Alias("nusaloka.MessageRemoval")]
public enum MessageRemoval
{
    /// <summary>It is.</summary>
    None = 0,

    /// <summary>Its sender, or a moderator of the room, has deleted it: what it said is gone.</summary>
    Deleted = 1,

    /// <summary>Staff have hidden it: what it said is kept from everybody.</summary>
    Hidden = 2,
}
