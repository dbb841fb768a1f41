using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Bookings;
using Nusaloka.Payments;

namespace Nusaloka.Api.Bookings;

/// <summary>Says that a trip was not what was sold.</summary>
public sealed record ComplaintRequest
{
    /// <summary>What happened.</summary>
    [Description("What happened."), MaxLength(BookingLimits.MaxComplaintLength)]
    public required string Text { get; init; }
}

/// <summary>Decides about money that waits.</summary>
public sealed record ComplaintDecisionRequest
{
    /// <summary>What goes back.</summary>
    [Description("What goes back to the traveller, in whole rupiah: 0 for nothing."), Range(0, PaymentLimits.MaxAmount)]
    public required long RefundAmount { get; init; }

    /// <summary>Why.</summary>
    [Description("Why; traveller and guide read it."), MaxLength(PaymentLimits.MaxReasonLength)]
    public required string Note { get; init; }
}
