namespace Nusaloka.Trips;

/// <summary>What a traveller gets back who cancels. A guide who cancels gives everything back, whatever it says.</summary>
[GenerateSerializer, Alias("nusaloka.CancellationPolicy")]
public enum CancellationPolicy
{
    /// <summary>Everything until 24 hours before the start.</summary>
    Flexible = 0,

    /// <summary>Everything until 5 days before the start, half until 24 hours before it.</summary>
    Moderate = 1,

    /// <summary>Half until 14 days before the start.</summary>
    Strict = 2,
}
