namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>
/// Amounts of gateways in ours. One that is no whole number of rupiah, or in another currency, has <see cref="Currency.None"/>: it equals no
/// amount of ours, so nothing moves for it, and it is never cut or rounded.
/// </summary>
internal static class GatewayAmount
{
    /// <summary>From whole rupiah; null for an amount that was none.</summary>
    public static Money OfRupiah(long? rupiah, string? currency) =>
        rupiah is { } whole && IsRupiah(currency) ? Money.Rupiah(whole) : new Money(rupiah ?? 0, Currency.None);

    /// <summary>From hundredths of a rupiah, as ISO 4217 has them.</summary>
    public static Money OfMinorUnits(long? minor, string? currency) => minor is { } units && units % 100 == 0 && IsRupiah(currency)
        ? Money.Rupiah(units / 100)
        : new Money(minor ?? 0, Currency.None);

    /// <summary>In hundredths of a rupiah.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static long ToMinorUnits(Money amount) => checked(Rupiah(amount) * 100);

    /// <summary>In whole rupiah.</summary>
    public static long Rupiah(Money amount) => amount.Currency == Currency.Idr
        ? amount.Units
        : throw new ArgumentException($"{amount} is not an amount in rupiah, and gateways take no other.", nameof(amount));

    private static bool IsRupiah(string? currency) => "IDR".Equals(currency, StringComparison.OrdinalIgnoreCase);
}
