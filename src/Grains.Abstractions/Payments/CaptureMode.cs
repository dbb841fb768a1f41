namespace Nusaloka.Payments;

/// <summary>Who says when authorized money is taken.</summary>
[GenerateSerializer, Alias("nusaloka.CaptureMode")]
public enum CaptureMode
{
    /// <summary>At once.</summary>
    Automatic = 0,

    /// <summary>Staff, by capture.</summary>
    Manual = 1,
}
