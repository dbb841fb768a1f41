using System.Text.Json.Serialization;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Api.Accounts;

/// <summary>A user with what is in the wallet.</summary>
/// <param name="Id">The account id.</param>
/// <param name="FullName">The name.</param>
/// <param name="Email">The e-mail address; null for somebody who registered by phone.</param>
/// <param name="Phone">The phone number in E.164; absent when there is none.</param>
/// <param name="Balance">Whole rupiah.</param>
public sealed record UserWithBalanceResponse(
    string Id,
    string FullName,
    string? Email,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Phone,
    long Balance)
{
    /// <summary>The wire shape of an account and its balance.</summary>
    public static UserWithBalanceResponse Of(Account account, Money balance) =>
        new(account.Id, account.FullName, account.Email, account.Phone, balance.Units);
}

/// <summary>A user.</summary>
/// <param name="Id">The account id.</param>
/// <param name="FullName">The name.</param>
/// <param name="Email">The e-mail address; null for somebody who registered by phone.</param>
/// <param name="Phone">The phone number in E.164; absent when there is none.</param>
public sealed record UserResponse(
    string Id,
    string FullName,
    string? Email,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Phone)
{
    /// <summary>The wire shape of an account.</summary>
    public static UserResponse Of(Account account) => new(account.Id, account.FullName, account.Email, account.Phone);
}

/// <summary>A person who has signed in, or whose session goes on.</summary>
/// <param name="AccessToken">Goes into <c>Authorization: Bearer</c>.</param>
/// <param name="RefreshToken">For POST /auth/refresh, once; keep it where scripts of other origins cannot read it.</param>
/// <param name="TokenType">Bearer.</param>
/// <param name="ExpiresIn">The access token's lifetime in seconds.</param>
/// <param name="User">Who signed in.</param>
public sealed record LoginResponse(string AccessToken, string RefreshToken, string TokenType, int ExpiresIn, UserResponse User)
{
    /// <summary>The wire shape of new tokens.</summary>
    public static LoginResponse Of(SessionTokens tokens) => new(
        tokens.Token.Value, tokens.RefreshToken, "Bearer", tokens.Token.ExpiresInSeconds, UserResponse.Of(tokens.Account));
}

/// <summary>A token of a program.</summary>
/// <param name="AccessToken">Goes into <c>X-Service-Token</c>.</param>
/// <param name="TokenType">Service.</param>
/// <param name="ExpiresIn">The token's lifetime in seconds.</param>
public sealed record ServiceTokenResponse(string AccessToken, string TokenType, int ExpiresIn);
