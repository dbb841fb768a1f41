using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>Closes a difference.</summary>
public sealed record CloseDifferenceRequest
{
    /// <summary>Why.</summary>
    [Description("Why it is no difference, or what was done about it."), MinLength(1), MaxLength(PaymentLimits.MaxReasonLength)]
    public required string Reason { get; init; }
}
