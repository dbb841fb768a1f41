namespace Nusaloka.Persistence.Outbox;

/// <summary>Something that happened, to be told to others after the write that made it true.</summary>
/// <param name="Type">Stable name that handlers are registered for, such as "account-registered".</param>
/// <param name="Payload">Immutable record, stored as JSON by <see cref="Storage.StateJson"/>. Its handlers' payload type must read that JSON.</param>
public sealed record OutboxEvent(string Type, object Payload);
