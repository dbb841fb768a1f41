namespace Nusaloka.Grains.Notifications;

/// <summary>The push service knows the device no more.</summary>
internal sealed class PushGoneException(string message) : Exception(message);
