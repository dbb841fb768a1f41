namespace Orleans.Configuration;

/// <summary>The silo's own settings.</summary>
public class SiloOptions
{
    /// <summary>The silo's name for people. Default: "Silo_" and five characters of its own.</summary>
    public string SiloName { get; set; } = string.Empty;
}
