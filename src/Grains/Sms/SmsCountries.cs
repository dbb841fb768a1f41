namespace Nusaloka.Grains.Sms;

/// <summary>Where numbers are, as far as budgets need to know.</summary>
internal static class SmsCountries
{
    private const string Home = "+62";
    private const int CodeLength = 3;

    /// <summary>Whether the number is Indonesian.</summary>
    public static bool IsHome(string number) => number.StartsWith(Home, StringComparison.Ordinal);

    /// <summary>
    /// The beginning of the number that tells its country: <c>+1</c> and <c>+7</c> (zones of one digit), or two digits, which some small countries
    /// share with their neighbours (ITU-T E.164).
    /// </summary>
    public static string Of(string number) => number is ['+', '1' or '7', ..] ? number[..2] : number.Length > CodeLength ? number[..CodeLength] : number;
}
