using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Invoices;

/// <summary>What stands on invoices. Read from the section <c>INVOICES</c>.</summary>
public sealed class InvoiceOptions : IValidatableObject
{
    // PPN was 10 % until March 2022. What is written as 12 % of eleven twelfths of the price since 2025 is 11 % of the price.
    private static readonly TaxRate[] KnownRates =
        [new() { From = DateOnly.MinValue, BasisPoints = 1_000 }, new() { From = new DateOnly(2022, 4, 1), BasisPoints = 1_100 }];

    /// <summary>Who sells: name and, where there is one, tax number. Default Nusaloka; at most 200 characters.</summary>
    [Required, StringLength(200)]
    public string Seller { get; set; } = "Nusaloka";

    /// <summary>Rates of value added tax (PPN) by day, instead of the ones that are known here; at most 100.</summary>
    [ConfigurationKeyName("TAX_RATES"), MaxLength(100)]
    public List<TaxRate> TaxRates { get; } = [];

    /// <summary>The rate on a day, in hundredths of a percent; 0 before the first.</summary>
    public int RateOn(DateOnly day) => (TaxRates.Count > 0 ? TaxRates : (IReadOnlyList<TaxRate>)KnownRates)
        .Where(rate => rate.From <= day).MaxBy(static rate => rate.From)?.BasisPoints ?? 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from rate in TaxRates
        where rate.BasisPoints is < 0 or > 10_000
        select new ValidationResult(
            $"NUSALOKA_INVOICES__TAX_RATES: {rate.BasisPoints} basis points from {rate.From:yyyy-MM-dd} is no rate: 0 to 10000.", [nameof(TaxRates)]);
}
