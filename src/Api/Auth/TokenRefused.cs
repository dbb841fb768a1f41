namespace Nusaloka.Api.Auth;

/// <summary>Why a token was refused: for logs and metrics. Callers only learn that it is not valid, that it has expired, or that its session has ended.</summary>
public enum TokenRefused
{
    /// <summary>Not refused.</summary>
    No = 0,

    /// <summary>Not three parts of base64url, too long, or not strict JSON.</summary>
    Malformed,

    /// <summary>Another algorithm or type, or a header member that we do not take from strangers.</summary>
    Header,

    /// <summary>No key of ours has this id.</summary>
    UnknownKey,

    /// <summary>The signature does not fit.</summary>
    Signature,

    /// <summary>A claim is missing, has the wrong type, or names another issuer or audience.</summary>
    Claims,

    /// <summary>It is not good yet.</summary>
    NotYet,

    /// <summary>It was good once.</summary>
    Expired,

    /// <summary>Its session has ended.</summary>
    Revoked,
}
