namespace Nusaloka.Api.Auth;

/// <summary>On a route: what a browser without a token is shown beside the 401. It must hold nothing that needs the token.</summary>
/// <param name="WriteAsync">Writes the page; the status and the challenge stand already.</param>
public sealed record SignInPage(Func<HttpContext, Task> WriteAsync);
