using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Revocations;

namespace Nusaloka.Bench.Realtime;

/// <summary>The server whose sockets are measured, as a process of its own: this program again.</summary>
internal static class SocketServer
{
    /// <summary>Makes the bench program the API with a silo in it. Not for people.</summary>
    public const string OursArgument = "--socket-server";

    /// <summary>Makes it the baseline.</summary>
    public const string BareArgument = "--bare-socket-server";

    public const string PostgresVariable = "NUSALOKA_BENCH_SOCKETS_POSTGRES";
    public const string KeyVariable = "NUSALOKA_BENCH_SOCKETS_KEY";
    public const string KeyId = "bench";
    public const string SessionId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4f";

    /// <summary>Serves until standard input ends; a line there is answered with the memory that is used and the processor time.</summary>
    public static async Task<int> RunAsync(bool isBare)
    {
        await using var app = isBare ? BareRooms.Build() : BuildApi();
        await app.StartAsync();
        Console.WriteLine($"ready {app.Urls.Single()}");
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(Usage());
        await app.StopAsync();
        return 0;
    }

    /// <summary>A token's public key as the API reads it.</summary>
    public static string Export(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $"{Base64Url.EncodeToString(point.X)}.{Base64Url.EncodeToString(point.Y)}";
    }

    private static WebApplication BuildApi()
    {
        string[] settings =
        [
            "--urls=http://127.0.0.1:0", "--environment=Development", $"--POSTGRES={Environment.GetEnvironmentVariable(PostgresVariable)}",
            $"--MASTER_KEY={Convert.ToBase64String(new byte[32])}", "--RATE_LIMITS:SCALE=1000",
            "--CHAT:MESSAGES_PER_SECOND=1000000", "--CHAT:MESSAGE_BURST=1000000", "--MAX_CONNECTIONS=20000", "--MAX_CONNECTIONS_EACH=20000",
            "--REALTIME:CLOSE_SPREAD_SECONDS=0",
        ];
        return Nusaloka.Api.Program.Build(settings, static builder =>
        {
            builder.Logging.ClearProviders().AddConsole(static options => options.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error)
                .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Error);
            builder.Services.AddSingleton<IPublicKeySource, BenchKeys>();
            builder.Services.AddSingleton<ISessionSource, BenchSessions>();
        });
    }

    private static string Usage()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var self = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{self.WorkingSet64} {GC.GetTotalMemory(forceFullCollection: false)} {self.TotalProcessorTime.Ticks}");
    }

    private sealed class BenchKeys : IPublicKeySource
    {
        public Task<IReadOnlyList<PublicKey>> GetAsync(CancellationToken cancellationToken)
        {
            var parts = (Environment.GetEnvironmentVariable(KeyVariable) ?? "").Split('.');
            return Task.FromResult((IReadOnlyList<PublicKey>)[new PublicKey(KeyId, parts[0], parts[1])]);
        }
    }

    private sealed class BenchSessions : ISessionSource
    {
        public Task<bool> IsLiveAsync(string accountId, string sessionId, CancellationToken cancellationToken) => Task.FromResult(sessionId == SessionId);
    }
}
