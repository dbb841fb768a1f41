namespace Nusaloka.Chat;

/// <summary>What is wrong with a message. The numbers are stored.</summary>
[GenerateSerializer, Alias("nusaloka.ReportReason")]
public enum ReportReason
{
    /// <summary>Something else; the note says what.</summary>
    Other = 0,

    /// <summary>Unwanted advertising.</summary>
    Spam = 1,

    /// <summary>Somebody wants money or secrets by deceit.</summary>
    Fraud = 2,

    /// <summary>Insults, threats.</summary>
    Abuse = 3,

    /// <summary>Sexual or violent.</summary>
    Indecent = 4,
}
