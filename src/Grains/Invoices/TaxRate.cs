using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Grains.Invoices;

/// <summary>A rate of value added tax and its first day.</summary>
public sealed class TaxRate
{
    /// <summary>The first day, in western Indonesian time, on which it counts.</summary>
    public DateOnly From { get; set; }

    /// <summary>In hundredths of a percent: 1100 is 11 %.</summary>
    [Range(0, 10_000)]
    [Microsoft.Extensions.Configuration.ConfigurationKeyName("BASIS_POINTS")]
    public int BasisPoints { get; set; }
}
