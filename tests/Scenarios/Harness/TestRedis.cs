namespace Nusaloka.Scenarios.Harness;

/// <summary>The Redis server that scenarios share, each with a cluster name of its own.</summary>
internal static class TestRedis
{
    private const string Variable = "NUSALOKA_TEST_REDIS";

    public static string Configuration => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{Variable} is not set: run the tests with ./nusaloka test, which starts Redis and sets it.");
}
