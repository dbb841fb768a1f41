using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Api.RateLimits;

/// <summary>All limits of the API, read from <see cref="RateLimitOptions"/>.</summary>
public sealed class Limits
{
    /// <summary>The class of sign-ins.</summary>
    public const string Login = "login";

    /// <summary>The class of registrations.</summary>
    public const string Register = "register";

    /// <summary>The class of codes by e-mail and SMS.</summary>
    public const string Codes = "codes";

    /// <summary>The class of forgotten passwords.</summary>
    public const string Forgot = "forgot";

    /// <summary>The class of refreshed sessions.</summary>
    public const string Refresh = "refresh";

    /// <summary>The class of files sent.</summary>
    public const string Upload = "upload";

    /// <summary>The class of copies of all one's data.</summary>
    public const string Export = "export";

    /// <summary>The class of changed passwords.</summary>
    public const string Password = "password";

    /// <summary>The class of searches.</summary>
    public const string Search = "search";

    /// <summary>The class of searches within a room.</summary>
    public const string ChatSearch = "chat-search";

    /// <summary>The class of rooms that are opened, and of people who are added to them.</summary>
    public const string ChatOpen = "chat-open";

    /// <summary>The class of frames from connected clients.</summary>
    public const string Realtime = "realtime";

    /// <summary>The class of tickets for sockets.</summary>
    public const string Tickets = "tickets";

    private readonly FrozenDictionary<string, RateLimit> _byName;

    /// <summary>Reads them.</summary>
    /// <exception cref="ValidationException">One is no quota.</exception>
    public Limits(RateLimitOptions options)
    {
        Anonymous = Of("anonymous", "ANONYMOUS", options.Anonymous);
        Read = Of("read", "READ", options.Read);
        Write = Of("write", "WRITE", options.Write);
        Service = Of("service", "SERVICE", options.Service);
        _byName = new[]
        {
            Of(Login, "LOGIN", options.Login),
            Of(Register, "REGISTER", options.Register),
            Of(OfIdentifier(Register), "REGISTER_IDENTIFIER", options.RegisterIdentifier),
            Of(Codes, "CODES", options.Codes),
            Of(OfIdentifier(Codes), "CODES_IDENTIFIER", options.CodesIdentifier),
            Of(Forgot, "FORGOT", options.Forgot),
            Of(OfIdentifier(Forgot), "FORGOT_IDENTIFIER", options.ForgotIdentifier),
            Of(Refresh, "REFRESH", options.Refresh),
            Of(Upload, "UPLOAD", options.Upload),
            Of(Export, "EXPORT", options.Export),
            Of(Password, "PASSWORD", options.Password),
            Of(Search, "SEARCH", options.Search),
            Of(ChatSearch, "CHAT_SEARCH", options.ChatSearch),
            Of(ChatOpen, "CHAT_OPEN", options.ChatOpen),
            Of(Realtime, "REALTIME", options.Realtime),
            Of(Tickets, "TICKETS", options.Tickets),
        }.ToFrozenDictionary(static limit => limit.Name, StringComparer.Ordinal);

        RateLimit Of(string name, string key, string quota) => new(name, Quota.Parse(key, quota).Times(options.Scale));
    }

    /// <summary>Requests without a token, by address.</summary>
    public RateLimit Anonymous { get; }

    /// <summary>Requests that read, by account.</summary>
    public RateLimit Read { get; }

    /// <summary>Requests that write, by account.</summary>
    public RateLimit Write { get; }

    /// <summary>Requests of programs, by client id.</summary>
    public RateLimit Service { get; }

    /// <summary>The limit of a class of routes.</summary>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public RateLimit Named(string name) => _byName.GetValueOrDefault(name)
        ?? throw new ArgumentException($"There is no rate limit '{name}'. There are: {string.Join(", ", _byName.Keys.Order())}.", nameof(name));

    /// <summary>The limit of a class of routes for each e-mail address or phone number; null when the class has none.</summary>
    public RateLimit? ForIdentifiers(string name) => _byName.GetValueOrDefault(OfIdentifier(name));

    private static string OfIdentifier(string name) => name + "-identifier";
}
