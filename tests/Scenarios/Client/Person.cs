namespace Nusaloka.Scenarios.Client;

/// <summary>Somebody with an account.</summary>
internal sealed record Person(string Id, string Email, string Password)
{
    /// <summary>The access token; empty before logging in.</summary>
    public string Token { get; init; } = "";

    /// <summary>What the next access token is asked for with; empty before logging in.</summary>
    public string RefreshToken { get; init; } = "";
}
