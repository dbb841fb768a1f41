namespace Nusaloka.Profiles;

/// <summary>Bounds of what a person says of themselves.</summary>
public static class ProfileLimits
{
    /// <summary>How many addresses a person keeps.</summary>
    public const int MaxAddresses = 10;

    /// <summary>The longest address of a photo, in characters.</summary>
    public const int MaxPhotoLength = 500;

    /// <summary>The longest text about oneself, in UTF-16 units.</summary>
    public const int MaxBioLength = 500;

    /// <summary>The longest reason of a decision, in UTF-16 units.</summary>
    public const int MaxReasonLength = 255;
}
