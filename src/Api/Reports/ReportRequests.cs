using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Api.Reports;

/// <summary>Asks for the report of a transaction.</summary>
public sealed record CreateReportRequest
{
    /// <summary>To whom.</summary>
    [Description("To whom: a party of the transaction."), MaxLength(64)]
    public required string UserId { get; init; }

    /// <summary>Which transaction.</summary>
    [Description("Which transaction."), MaxLength(64)]
    public required string TransactionId { get; init; }
}
