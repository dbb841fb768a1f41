namespace Nusaloka.Testing;

/// <summary>The Redis that tests share. Each uses names of its own in it, and none stops or empties it: for that there is <see cref="RedisProcess"/>.</summary>
public static class RedisServer
{
    private const string Variable = "NUSALOKA_TEST_REDIS";

    /// <summary>host:port.</summary>
    public static string Address => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{Variable} is not set: run the tests with ./nusaloka test, which starts Redis and sets it.");
}
