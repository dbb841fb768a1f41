using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Invoices;

namespace Nusaloka.Api.Invoices;

/// <summary>Writes a draft.</summary>
public sealed record CreateInvoiceRequest
{
    /// <summary>The account that it is for.</summary>
    [Description("The account that it is for."), MaxLength(64)]
    public required string UserId { get; init; }

    /// <summary>What was sold.</summary>
    [Description("What was sold."), MinLength(1), MaxLength(InvoiceLimits.MaxLines)]
    public required IReadOnlyList<InvoiceLineRequest> Lines { get; init; }
}

/// <summary>A line of a draft.</summary>
public sealed record InvoiceLineRequest
{
    /// <summary>What was sold.</summary>
    [Description("What was sold."), MinLength(1), MaxLength(InvoiceLimits.MaxDescriptionLength)]
    public required string Description { get; init; }

    /// <summary>How many.</summary>
    [Description("How many."), Range(1, InvoiceLimits.MaxQuantity)]
    public required int Quantity { get; init; }

    /// <summary>What one costs, without tax.</summary>
    [Description("What one costs, without tax: whole rupiah."), Range(0L, InvoiceLimits.MaxUnitPrice)]
    public required long UnitPrice { get; init; }

    /// <summary>Whether value added tax is due on it.</summary>
    [Description("Whether value added tax (PPN) is due on it, at the rate of the day.")]
    public bool Taxed { get; init; } = true;
}
