namespace Nusaloka.House.Tests.PublicApi;

[Alias("sample")]
public sealed record ApiSample([property: Id(0)] string Name, long? Count, Task<List<string?>>? Later) : IFormattable
{
    public const int Limit = 5;

    public enum Colour
    {
        Red = 0,
        Blue = 7,
    }

    public static ApiSample Empty { get; } = new("", null, null);

    public static implicit operator string(ApiSample sample) => sample.Name;

    public static T Find<T>(string key, CancellationToken cancellationToken = default) => throw new KeyNotFoundException(key);

    public string ToString(string? format, IFormatProvider? formatProvider) => Name;
}
