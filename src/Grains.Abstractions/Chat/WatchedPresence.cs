using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>Whether somebody is there, and who may not know: for nodes, which keep it from those.</summary>
/// <param name="Presence">Whether they are.</param>
/// <param name="HiddenFrom">Those who have blocked them or whom they have blocked.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WatchedPresence")]
public sealed record WatchedPresence([property: Id(0)] Presence Presence, [property: Id(1)] ImmutableArray<string> HiddenFrom)
{
    /// <summary>What one person may know of it.</summary>
    public Presence For(string viewerId) => HiddenFrom.Contains(viewerId) ? Presence.Hidden(Presence.AccountId) : Presence;
}
