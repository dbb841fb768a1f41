using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Nusaloka.Api.Tests;

/// <summary>Keeps what is logged: category, message with all values, exception.</summary>
public sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogCapture owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = new StringBuilder().Append(logLevel).Append(' ').Append(category).Append(": ").Append(formatter(state, exception));
            foreach (var (name, value) in state as IReadOnlyList<KeyValuePair<string, object?>> ?? [])
                line.Append(" | ").Append(name).Append('=').Append(value);
            owner._lines.Enqueue(line.Append(' ').Append(exception).ToString());
        }
    }
}
