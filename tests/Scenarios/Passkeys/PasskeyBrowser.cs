using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Passkeys;

/// <summary>Headless Chromium with a virtual authenticator, on an empty page of the API's default origin. browser.cjs moves it.</summary>
internal sealed class PasskeyBrowser : IAsyncDisposable
{
    /// <summary>The origin that passkeys are made for when nothing is configured; the browser takes it to the API under test.</summary>
    private const string Origin = "http://localhost:8080";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly LogTail _errors = new();

    private PasskeyBrowser(Uri api)
    {
        var script = Path.Combine(Checkout.Root, "tests", "Scenarios", "Passkeys", "browser.cjs");
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { script, NodePrograms.PathOf("playwright-core", "index.js"), ChromiumProgram.Path, Origin, api.Authority },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        CleanEnvironment.Apply(start);
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => _errors.Add(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
    }

    public static async Task<PasskeyBrowser> StartAsync(Uri api)
    {
        var browser = new PasskeyBrowser(api);
        try
        {
            await browser.AnswerAsync("the browser's start");
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a passkey, as somebody who is signed in.</summary>
    public Task<Answer> RegisterAsync(string token, string name) =>
        CeremonyAsync(new JsonObject { ["kind"] = "register", ["token"] = token, ["body"] = new JsonObject(), ["extra"] = new JsonObject { ["name"] = name } });

    /// <summary>Signs in with whatever passkey the authenticator has, or with one of the owner of an e-mail address.</summary>
    public Task<Answer> LogInAsync(string? email = null) => CeremonyAsync(new JsonObject
    {
        ["kind"] = "login",
        ["body"] = email is null ? new JsonObject() : new JsonObject { ["email"] = email },
    });

    /// <summary>Whether the person succeeds from now on when the device asks for PIN, finger or face.</summary>
    public Task VerifyAsync(bool succeeds) => CommandAsync(new JsonObject { ["do"] = "verify", ["succeeds"] = succeeds });

    /// <summary>The signature counters of the authenticator's passkeys.</summary>
    public async Task<long[]> CountersAsync()
    {
        var answer = await CommandAsync(new JsonObject { ["do"] = "credentials" });
        return [.. answer.GetProperty("credentials").EnumerateArray().Select(static one => one.GetProperty("signCount").GetInt64())];
    }

    /// <summary>Makes the authenticator an older copy of itself.</summary>
    public Task RewindAsync(long counter) => CommandAsync(new JsonObject { ["do"] = "rewind", ["counter"] = counter });

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        _process.Dispose();
    }

    private async Task<Answer> CeremonyAsync(JsonObject command)
    {
        command["do"] = "ceremony";
        var answer = await CommandAsync(command);
        return new Answer(
            $"the ceremony {command["kind"]}", answer.GetProperty("status").GetInt32(), answer.GetProperty("body"), IsReplay: false, RetryAfter: null);
    }

    private async Task<JsonElement> CommandAsync(JsonObject command)
    {
        await _process.StandardInput.WriteLineAsync(command.ToJsonString());
        await _process.StandardInput.FlushAsync();
        return await AnswerAsync(command["do"]?.GetValue<string>() ?? "");
    }

    private async Task<JsonElement> AnswerAsync(string what)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            return await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line
                ? JsonSerializer.Deserialize<JsonElement>(line)
                : throw new InvalidOperationException($"The browser's script ended while it did {what}.\n{_errors.Last(20)}");
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"No answer within {Patience} to {what}.\n{_errors.Last(20)}", exception);
        }
    }
}
