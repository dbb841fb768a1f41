namespace Nusaloka.Api.Tests;

/// <summary>Somebody with an account, and a client that carries their token.</summary>
public sealed record Person(string Id, string Email, HttpClient Client);
