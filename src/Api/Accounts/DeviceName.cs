using System.Text;
using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Api.Accounts;

/// <summary>
/// A name for a device that its owner recognises in a list: browser or program, and system, as its User-Agent says. That header is
/// whatever the caller wants, so the name is for eyes only.
/// </summary>
public static class DeviceName
{
    // In this order: most browsers also say that they are Chrome and Safari.
    private static readonly (string Token, string Name)[] Programs =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("UCBrowser/", "UC Browser"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Token, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>The name; empty when the caller says nothing of itself.</summary>
    public static string Of(string userAgent)
    {
        var program = Find(Programs, userAgent);
        var system = Find(Systems, userAgent);
        return (program, system) switch
        {
            (null, null) => FirstWord(userAgent),
            (null, _) => system,
            (_, null) => program,
            _ => $"{program}, {system}",
        };
    }

    private static string? Find((string Token, string Name)[] known, string userAgent) =>
        known.FirstOrDefault(one => userAgent.Contains(one.Token, StringComparison.Ordinal)).Name;

    // "nusaloka-android/2.1 (...)": what is before the first space, of printable ASCII.
    private static string FirstWord(string userAgent)
    {
        var word = new StringBuilder();
        foreach (var c in userAgent.TakeWhile(static c => c is > ' ' and < (char)127).Take(SessionLimits.MaxDeviceLength))
            word.Append(c);
        return word.ToString();
    }
}
