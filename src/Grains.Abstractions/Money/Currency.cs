namespace Nusaloka;

/// <summary>A currency by its ISO 4217 numeric code.</summary>
[GenerateSerializer, Alias("nusaloka.Currency")]
public enum Currency
{
    /// <summary>No currency: an error wherever it appears.</summary>
    None = 0,

    /// <summary>Indonesian rupiah, counted in whole rupiah.</summary>
    Idr = 360,
}
