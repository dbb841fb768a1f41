namespace Nusaloka.Api.Statements;

/// <summary>How a statement is wanted.</summary>
internal enum StatementFormat
{
    /// <summary>For programs, in pages.</summary>
    Json,

    /// <summary>For spreadsheets, whole.</summary>
    Csv,

    /// <summary>To print, whole.</summary>
    Pdf,
}
