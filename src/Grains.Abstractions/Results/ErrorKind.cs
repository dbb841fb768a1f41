namespace Nusaloka;

/// <summary>What sort of failure an <see cref="Error"/> is. The API maps each kind to one HTTP status.</summary>
[GenerateSerializer, Alias("nusaloka.ErrorKind")]
public enum ErrorKind
{
    /// <summary>The request itself is wrong: 400.</summary>
    Invalid = 0,

    /// <summary>The caller did not prove who they are: 401.</summary>
    Unauthenticated = 1,

    /// <summary>The caller may not do this: 403.</summary>
    Forbidden = 2,

    /// <summary>There is no such thing: 404.</summary>
    NotFound = 3,

    /// <summary>The present state does not allow it: 409.</summary>
    Conflict = 4,

    /// <summary>The caller's copy is out of date: 412.</summary>
    Stale = 5,

    /// <summary>Understood and well-formed, but refused by a rule: 422.</summary>
    Refused = 6,

    /// <summary>Too much at once: 429.</summary>
    Limited = 7,

    /// <summary>Something that is needed is away; the same request may succeed later: 503.</summary>
    Unavailable = 8,
}
