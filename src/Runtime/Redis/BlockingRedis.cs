using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Nusaloka.Runtime.Redis;

/// <summary>
/// Runs scripts on Redis from one thread, without the thread pool. Each has a deadline. A connection that fails is replaced by the next
/// script, at the next endpoint if there are several.
/// </summary>
internal sealed class BlockingRedis(ConfigurationOptions settings, TimeSpan deadline) : IDisposable
{
    private const int DefaultPort = 6379;
    private const int DefaultTlsPort = 6380;

    private RedisLine? _line;
    private int _endpoint;

    /// <summary>Runs a script.</summary>
    /// <exception cref="IOException">Redis cannot be reached, does not answer in time, or refuses.</exception>
    public object?[] Evaluate(string script, string key, params ReadOnlySpan<string> arguments)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            _line ??= Open();
            var left = deadline - TimeProvider.System.GetElapsedTime(started);
            return _line.Send(left, ["EVAL", script, "1", key, .. arguments]) as object?[] ?? throw new IOException("A script on Redis did not answer with a list.");
        }
        catch (Exception exception)
        {
            // An error may mean that this Redis is a replica, still loading, or of other rights: another endpoint may do better.
            Dispose();
            _endpoint++;
            throw new IOException($"Redis at {string.Join(", ", settings.EndPoints)} does not serve: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _line?.Dispose();
        _line = null;
    }

    private RedisLine Open()
    {
        if (settings.EndPoints.Count == 0) throw new IOException("No endpoint of Redis is given.");
        var endpoint = WithPort(settings.EndPoints[_endpoint % settings.EndPoints.Count]);
        var host = settings.SslHost is { Length: > 0 } name ? name : (endpoint as DnsEndPoint)?.Host ?? ((IPEndPoint)endpoint).Address.ToString();
        var line = RedisLine.Open(endpoint, settings.Ssl ? host : null, deadline);
        try
        {
            if (settings.Password is { Length: > 0 } password) line.Send(deadline, "AUTH", password);
            if (settings.DefaultDatabase is { } database and > 0) line.Send(deadline, "SELECT", database.ToString(CultureInfo.InvariantCulture));
            return line;
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    private EndPoint WithPort(EndPoint endpoint)
    {
        var port = settings.Ssl ? DefaultTlsPort : DefaultPort;
        return endpoint switch
        {
            DnsEndPoint { Port: 0 } name => new DnsEndPoint(name.Host, port),
            IPEndPoint { Port: 0 } address => new IPEndPoint(address.Address, port),
            _ => endpoint,
        };
    }
}
