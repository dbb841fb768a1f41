namespace Nusaloka.Chat;

/// <summary>How far a report is. The numbers are stored.</summary>
[GenerateSerializer, Alias("nusaloka.ReportStatus")]
public enum ReportStatus
{
    /// <summary>Staff have not decided yet.</summary>
    Open = 0,

    /// <summary>The message was hidden.</summary>
    Upheld = 1,

    /// <summary>The message stays.</summary>
    Dismissed = 2,
}
