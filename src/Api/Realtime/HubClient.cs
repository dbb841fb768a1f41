using Nusaloka.Api.Http;

namespace Nusaloka.Api.Realtime;

/// <summary>A client of the hub.</summary>
/// <param name="Session">What it may ask.</param>
/// <param name="Language">What it reads.</param>
internal sealed record HubClient(ChatSession Session, Language Language);
