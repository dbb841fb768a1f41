namespace Nusaloka.Chat;

/// <summary>What a message is. The numbers are stored.</summary>
[GenerateSerializer, Alias("nusaloka.MessageType")]
public enum MessageType
{
    /// <summary>Text alone.</summary>
    Text = 1,

    /// <summary>A picture, by its media id, with or without text.</summary>
    Image = 2,

    /// <summary>Any other file, by its media id, with or without text.</summary>
    File = 3,

    /// <summary>A place, with or without text.</summary>
    Place = 4,

    /// <summary>Said by the product itself; people cannot send it.</summary>
    System = 5,
}
