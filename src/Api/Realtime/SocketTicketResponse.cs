namespace Nusaloka.Api.Realtime;

/// <summary>A ticket for a socket.</summary>
/// <param name="Ticket">Stands in the address, as <c>?ticket=</c>; good once.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record SocketTicketResponse(string Ticket, DateTimeOffset ExpiresAt);
