namespace Nusaloka.Runtime.Redis;

/// <summary>Redis answered with an error.</summary>
internal sealed class RedisRefusedException(string message) : Exception(message);
