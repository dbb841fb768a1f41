namespace Nusaloka.Accounts.Sessions;

/// <summary>Bounds of sessions.</summary>
public static class SessionLimits
{
    /// <summary>Sessions of one account that live at the same time.</summary>
    public const int MaxPerAccount = 50;

    /// <summary>Characters of a device's name.</summary>
    public const int MaxDeviceLength = 100;
}
