namespace Nusaloka.Api.Http;

/// <summary>Says in words what was done.</summary>
/// <param name="Message">In the language of Content-Language.</param>
public sealed record MessageResponse(string Message);
