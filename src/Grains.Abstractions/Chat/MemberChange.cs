namespace Nusaloka.Chat;

/// <summary>What happened to a member. The numbers are stored.</summary>
[GenerateSerializer, Alias("nusaloka.MemberChange")]
public enum MemberChange
{
    /// <summary>Is a member now.</summary>
    Joined = 1,

    /// <summary>Has left.</summary>
    Left = 2,

    /// <summary>Was removed by another.</summary>
    Removed = 3,

    /// <summary>Has another role.</summary>
    RoleChanged = 4,

    /// <summary>May not write until a time, or may again.</summary>
    Muted = 5,
}
