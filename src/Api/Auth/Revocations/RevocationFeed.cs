using Nusaloka.Accounts.Sessions;
using Orleans.Streams;

namespace Nusaloka.Api.Auth.Revocations;

/// <summary>
/// Keeps <see cref="RevokedSessions"/> up to date: hears of ends by a stream, at once, and asks every <see cref="Interval"/>, so that
/// nothing stays unheard. It also has this process forget keys and verified tokens when signing keys were dropped before their time.
/// </summary>
public sealed partial class RevocationFeed(
    IClusterClient cluster,
    RevokedSessions revoked,
    SigningKeyCache keys,
    VerifiedTokenCache tokens,
    TimeProvider clock,
    ILogger<RevocationFeed> logger) : BackgroundService
{
    /// <summary>How often the grain is asked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly Lock _keysLock = new();
    private RevocationMark? _mark;
    private long? _keysVersion;
    private bool _isListening;

    /// <summary>
    /// Reads what has ended up to now. A session's end is known to the grain before whoever ended it has the answer: after this, the
    /// process that answers them refuses its tokens.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await _asking.WaitAsync(either.Token);
        try
        {
            var grain = cluster.GetGrain<IRevocationsGrain>(IRevocationsGrain.Key);
            RevocationNews news;
            long asked;
            do
            {
                asked = clock.GetTimestamp();
                news = await grain.GetSinceAsync(_mark, either.Token);
                Take(news);
                _mark = news.Mark;
            }
            while (!news.IsComplete);

            revoked.CompleteAt(asked);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request, if the grain can be asked: otherwise each request asks for its own session until it can.
        await TryCatchUpAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _asking.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await ListenAsync();
            await TryCatchUpAsync(stoppingToken);
        }
        while (await WaitAsync(timer, stoppingToken));
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task ListenAsync()
    {
        if (_isListening)
            return;

        try
        {
            var stream = cluster.GetStreamProvider(StreamProviders.Realtime)
                .GetStream<RevocationNews>(IRevocationsGrain.StreamNamespace, IRevocationsGrain.Key);
            await stream.SubscribeAsync((news, _) =>
            {
                Take(news);
                return Task.CompletedTask;
            });
            _isListening = true;
        }
        catch (Exception exception)
        {
            LogNotListening(exception);
        }
    }

    private async Task TryCatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CatchUpAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested)
                LogNotCurrent(exception, revoked.IsCurrent);
        }
    }

    private void Take(RevocationNews news)
    {
        revoked.Add(news.Revocations);
        lock (_keysLock)
        {
            if (_keysVersion is { } known && news.KeysVersion <= known)
                return;
            _keysVersion = news.KeysVersion;
        }

        // The keys first: a token that is verified between the two must not be verified with an old one and remembered.
        keys.Forget();
        tokens.Clear();
    }

    [LoggerMessage(1302, LogLevel.Warning, "The ends of sessions could not be read. They are known well enough for now: {IsCurrent}; otherwise each request asks for its session.")]
    private partial void LogNotCurrent(Exception exception, bool isCurrent);

    [LoggerMessage(1303, LogLevel.Warning, "The ends of sessions could not be listened to; they are asked for every other second.")]
    private partial void LogNotListening(Exception exception);
}
