namespace Nusaloka.Api.Http;

/// <summary>A language that people are answered in.</summary>
public enum Language
{
    /// <summary>Bahasa Indonesia, the default.</summary>
    Indonesian,

    /// <summary>English.</summary>
    English,
}
