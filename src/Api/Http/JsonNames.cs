using System.Text.Json;

namespace Nusaloka.Api.Http;

/// <summary>Names as JSON has them.</summary>
public static class JsonNames
{
    /// <summary>The name of an enum's value.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
