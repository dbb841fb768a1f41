using Nusaloka.Runtime.Redis;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Nusaloka.Runtime.Streams;

/// <summary>What streams say to Redis, each command with a limit of time, and with an exception that says what was not done.</summary>
internal sealed class RedisCommands(RedisConnection connection, TimeProvider time)
{
    /// <summary>How long Redis may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IDatabase> GetDatabaseAsync() => (await GetConnectionAsync().ConfigureAwait(false)).GetDatabase();

    public Task<ConnectionMultiplexer> GetConnectionAsync() => connection.GetAsync().WaitAsync(Patience, time);

    /// <summary>Runs a script that touches these keys.</summary>
    /// <param name="what">What it is for, as the beginning of a sentence that ends in "failed".</param>
    /// <param name="script">The script.</param>
    /// <param name="keys">What it touches.</param>
    /// <param name="arguments">What it is told.</param>
    /// <exception cref="OrleansException">Redis cannot be reached, does not answer in time, or refuses.</exception>
    public async Task<RedisResult> RunAsync(string what, string script, string[] keys, params object[] arguments)
    {
        try
        {
            var database = await GetDatabaseAsync().ConfigureAwait(false);
            return await Send(database, script, keys, arguments).WaitAsync(Patience, time).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw Failed(what, exception);
        }
    }

    /// <summary>Sends a script at once; the task is the answer, which may never come.</summary>
    public static Task<RedisResult> Send(IDatabase database, string script, string[] keys, params object[] arguments)
    {
        try
        {
            return database.ExecuteAsync("EVAL", [script, keys.Length, .. keys.Select(static key => (object)(RedisKey)key), .. arguments]);
        }
        catch (Exception exception)
        {
            return Task.FromException<RedisResult>(exception);
        }
    }

    public static OrleansException Failed(string what, Exception cause) =>
        new($"{what} failed: Redis, which carries the streams of the cluster, {(cause is TimeoutException ? $"did not answer within {Patience.TotalSeconds} s" : "cannot do it now")} ({cause.Message}).", cause);
}
