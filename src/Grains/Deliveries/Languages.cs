namespace Nusaloka.Grains.Deliveries;

/// <summary>The languages that people are written to in, as BCP 47 tags.</summary>
internal static class Languages
{
    /// <summary>Bahasa Indonesia: whenever nothing else is known.</summary>
    public const string Indonesian = "id";

    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>The one of two texts that is in the language; the Indonesian one for languages that we do not write.</summary>
    public static T Choose<T>(string? language, T indonesian, T english) => language == English ? english : indonesian;
}
