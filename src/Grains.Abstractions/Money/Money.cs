using System.Globalization;

namespace Nusaloka;

/// <summary>
/// An exact amount in the smallest unit that we count: whole rupiah in IDR. ISO 4217 and some gateways give the rupiah
/// two more digits; converting to those is their adapter's business. Arithmetic is checked: it throws
/// <see cref="OverflowException"/> and never wraps around.
/// </summary>
/// <param name="Units">The number of units; may be negative.</param>
/// <param name="Currency">What is counted.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Money")]
public readonly record struct Money(
    [property: Id(0)] long Units,
    [property: Id(1)] Currency Currency) : IComparable<Money>
{
    /// <summary>An amount of whole rupiah.</summary>
    public static Money Rupiah(long units) => new(units, Currency.Idr);

    /// <summary>The sum of two amounts of one currency.</summary>
    public static Money operator +(Money left, Money right) =>
        new(checked(left.Units + right.In(left.Currency)), left.Currency);

    /// <summary>The difference of two amounts of one currency.</summary>
    public static Money operator -(Money left, Money right) =>
        new(checked(left.Units - right.In(left.Currency)), left.Currency);

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money amount) => amount with { Units = checked(-amount.Units) };

    /// <summary>Whether the left amount is the smaller one.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is the greater one.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is not the greater one.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is not the smaller one.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Compares two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other) => Units.CompareTo(other.In(Currency));

    /// <summary>For logs and errors: <c>IDR 15000</c>, the same in every culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Currency.ToString().ToUpperInvariant()} {Units}");

    private long In(Currency currency) => Currency == currency
        ? Units
        : throw new InvalidOperationException($"{this} cannot be combined with an amount in {currency}: convert it first.");
}
