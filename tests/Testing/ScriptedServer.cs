using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nusaloka.Testing;

/// <summary>A real HTTP server on a free port that answers what a test tells it to, and remembers what it was asked.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SeenRequest> _seen = new();

    private ScriptedServer(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    public static async Task<ScriptedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ScriptedServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>An answer that never comes.</summary>
    public static async Task NeverAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    /// <summary>Answers the next request for that method and path with JSON; the last answer that was given stays.</summary>
    public ScriptedServer On(string request, int status, string json) => On(request, context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    });

    /// <summary>Answers the next request for that method and path; <c>*</c> stands for any.</summary>
    public ScriptedServer On(string request, Func<HttpContext, Task> answer)
    {
        _answers.GetOrAdd(request, static _ => new()).Enqueue(answer);
        return this;
    }

    /// <summary>Forgets the answers for that method and path, and gives this one from now on.</summary>
    public ScriptedServer Replace(string request, Func<HttpContext, Task> answer)
    {
        _answers[request] = new ConcurrentQueue<Func<HttpContext, Task>>([answer]);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content);
        var body = Encoding.UTF8.GetString(content.ToArray());
        // Whoever answers may read it again, as bytes.
        content.Position = 0;
        request.Body = content;
        var headers = request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _seen.Enqueue(new SeenRequest(request.Method, request.Path + request.QueryString, headers, body));

        if (!_answers.TryGetValue($"{request.Method} {request.Path}", out var answers) && !_answers.TryGetValue("*", out answers))
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return;
        }

        Func<HttpContext, Task>? answer;
        if (answers.Count > 1)
            answers.TryDequeue(out answer);
        else
            answers.TryPeek(out answer);
        await answer!(context);
    }
}
