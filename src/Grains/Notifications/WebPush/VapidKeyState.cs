namespace Nusaloka.Grains.Notifications.WebPush;

/// <summary>The one key.</summary>
internal sealed record VapidKeyState
{
    /// <summary>The key; null before it was first asked for.</summary>
    public VapidKey? Key { get; init; }
}
