using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Api.RateLimits;

/// <summary>How many requests are answered. Section <c>RATE_LIMITS</c>; each quota is <c>requests/seconds</c>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Whether there are limits, and waits after wrong passwords. Default true; false is refused in Production.</summary>
    [ConfigurationKeyName("ENABLED")]
    public bool IsEnabled { get; set; } = true;

    /// <summary>All quotas are this many times larger. Default 1; 1 to 1,000.</summary>
    [ConfigurationKeyName("SCALE"), Range(1, 1_000)]
    public int Scale { get; set; } = 1;

    /// <summary>Requests without a token to open routes, by address. Default 1,200 in a minute: a mobile network has many people behind one.</summary>
    [ConfigurationKeyName("ANONYMOUS")]
    public string Anonymous { get; set; } = "1200/60";

    /// <summary>Requests that read, by account. Default 3,000 in a minute.</summary>
    [ConfigurationKeyName("READ")]
    public string Read { get; set; } = "3000/60";

    /// <summary>Requests that write, by account. Default 600 in a minute.</summary>
    [ConfigurationKeyName("WRITE")]
    public string Write { get; set; } = "600/60";

    /// <summary>Requests of a program of ours, by client id. Default 60,000 in a minute.</summary>
    [ConfigurationKeyName("SERVICE")]
    public string Service { get; set; } = "60000/60";

    /// <summary>Files sent, by account. Default 120 in ten minutes.</summary>
    [ConfigurationKeyName("UPLOAD")]
    public string Upload { get; set; } = "120/600";

    /// <summary>Changes of one's own password, by account: each shows a password that may be wrong. Default 10 in ten minutes.</summary>
    [ConfigurationKeyName("PASSWORD")]
    public string Password { get; set; } = "10/600";

    /// <summary>Copies of all one's data, by account. Default 10 in ten minutes.</summary>
    [ConfigurationKeyName("EXPORT")]
    public string Export { get; set; } = "10/600";

    /// <summary>Sign-ins, by address. Default 120 in a minute. What guards one account is the wait after wrong passwords.</summary>
    [ConfigurationKeyName("LOGIN")]
    public string Login { get; set; } = "120/60";

    /// <summary>Registrations, by address. Default 60 in ten minutes.</summary>
    [ConfigurationKeyName("REGISTER")]
    public string Register { get; set; } = "60/600";

    /// <summary>Registrations of one e-mail address or phone number. Default 10 in ten minutes.</summary>
    [ConfigurationKeyName("REGISTER_IDENTIFIER")]
    public string RegisterIdentifier { get; set; } = "10/600";

    /// <summary>Codes asked for, by address; by account to prove or change an address or number. Default 60 in ten minutes.</summary>
    [ConfigurationKeyName("CODES")]
    public string Codes { get; set; } = "60/600";

    /// <summary>Codes asked for, for one e-mail address or phone number from one address. Default 15 in ten minutes.</summary>
    [ConfigurationKeyName("CODES_IDENTIFIER")]
    public string CodesIdentifier { get; set; } = "15/600";

    /// <summary>Forgotten passwords, by address. Default 30 in ten minutes.</summary>
    [ConfigurationKeyName("FORGOT")]
    public string Forgot { get; set; } = "30/600";

    /// <summary>Forgotten passwords of one e-mail address or phone number from one address. Default 6 in ten minutes.</summary>
    [ConfigurationKeyName("FORGOT_IDENTIFIER")]
    public string ForgotIdentifier { get; set; } = "6/600";

    /// <summary>Refreshed sessions, by address. Default 600 in a minute.</summary>
    [ConfigurationKeyName("REFRESH")]
    public string Refresh { get; set; } = "600/60";

    /// <summary>Searches of trips and places, by address: suggestions come with each letter. Default 1,200 in a minute.</summary>
    [ConfigurationKeyName("SEARCH")]
    public string Search { get; set; } = "1200/60";

    /// <summary>Searches within a room, by account: each looks through many messages. Default 60 in a minute.</summary>
    [ConfigurationKeyName("CHAT_SEARCH")]
    public string ChatSearch { get; set; } = "60/60";

    /// <summary>Rooms that are opened and commands that add people to one, by account: each may tell a hundred strangers. Default 60 in ten minutes.</summary>
    [ConfigurationKeyName("CHAT_OPEN")]
    public string ChatOpen { get; set; } = "60/600";

    /// <summary>Frames from connected clients, by account. Default 40 in two seconds: 20 a second, and twice as many at once.</summary>
    [ConfigurationKeyName("REALTIME")]
    public string Realtime { get; set; } = "40/2";

    /// <summary>Tickets for sockets that are shown, by address. Default 600 in a minute.</summary>
    [ConfigurationKeyName("TICKETS")]
    public string Tickets { get; set; } = "600/60";

    /// <summary>How many callers each process remembers, 1,000 to 1,000,000. Default 65,536; the least recent are forgotten.</summary>
    [ConfigurationKeyName("MAX_CALLERS"), Range(1_000, 1_000_000)]
    public int MaxCallers { get; set; } = 65_536;
}
