using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>The sessions of one person. What a token may do is the account's to say: it is asked at each start and refresh.</summary>
internal sealed partial class SessionsGrain : Grain, ISessionsGrain
{
    /// <summary>How far clocks may be apart, and a token be signed after its session was read, generously.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(1);

    private readonly CommittedState<SessionsState> _state;
    private readonly RefreshSecrets _secrets;
    private readonly TokenIssuer _tokens;
    private readonly SessionOptions _options;
    private readonly TimeSpan _tokenLifetime;
    private readonly TimeProvider _time;
    private readonly ILogger<SessionsGrain> _logger;

    public SessionsGrain(
        [PersistentState("state")] IPersistentState<SessionsState> state,
        RefreshSecrets secrets,
        TokenIssuer tokens,
        IOptions<SessionOptions> options,
        IOptions<AuthenticationOptions> authentication,
        TimeProvider time,
        ILogger<SessionsGrain> logger)
    {
        _state = new CommittedState<SessionsState>(this, state);
        _secrets = secrets;
        _tokens = tokens;
        _options = options.Value;
        _tokenLifetime = authentication.Value.AccessTokenLifetime;
        _time = time;
        _logger = logger;
    }

    private string Id => this.GetPrimaryKeyString();

    public async Task<Result<SessionTokens>> StartAsync(StartSession command, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(cancellationToken);
        if (!standing.IsSuccess)
            return standing.Error;
        if (standing.Value.IsBanned)
            return AccountErrors.Banned;
        if (command.AccessVersion is { } seen && seen != standing.Value.AccessVersion)
            return SessionErrors.SignInOutdated;
        // One that is removed after this answer ends what begins here: the end waits for its turn behind this call, and what begins began before it.
        var now = _time.GetStoredUtcNow();
        if (command.PasskeyId is { } passkey && !await GrainFactory.GetGrain<IPasskeysGrain>(Id).HasAsync(passkey, cancellationToken))
            return SessionErrors.SignInOutdated;

        var id = Guid.CreateVersion7(now).ToString();
        var key = _secrets.NewKey(id);
        var session = new SessionState
        {
            Id = id,
            Device = command.Device.Length > SessionLimits.MaxDeviceLength ? command.Device[..SessionLimits.MaxDeviceLength] : command.Device,
            Methods = command.Methods,
            Network = command.Network,
            StartedAt = now,
            LastUsedAt = now,
            AccessVersion = standing.Value.AccessVersion,
            Generation = 1,
            WrappedKey = key,
            SecretHash = RefreshSecrets.Hash(_secrets.Of(id, key, 1)),
        };
        var next = SessionRules.Start(Id, _state.Value, session, _options, EndFor(SessionEndReason.Replaced, now), command.Network);
        var device = DeviceToken.Create(Id);
        var shown = DeviceToken.TryParse(command.DeviceToken, out var known) ? known.Hash : null;
        await CommitAsync(next with { Devices = KnownDevices.With(next, device.Hash, shown, session) });
        return await TokensAsync(session, standing.Value.Account, device.Text, cancellationToken);
    }

    public async Task<Result<SessionTokens>> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (!RefreshToken.TryParse(refreshToken, out var token) || token.AccountId != Id
            || SessionRules.Find(_state.Value, token.SessionId, _options, _time.GetUtcNow()) is not { } session
            || !_secrets.IsGenuine(session, token))
        {
            return SessionErrors.RefreshTokenInvalid;
        }

        var standing = await StandingAsync(cancellationToken);
        if (!standing.IsSuccess || !MayGoOn(session, standing.Value))
            return SessionErrors.RefreshTokenInvalid;

        var now = _time.GetStoredUtcNow();
        switch (SessionRules.Decide(session, token.Generation, _options, now))
        {
            case RefreshDecision.Repeat:
                return await TokensAsync(session, standing.Value.Account, deviceToken: null, cancellationToken);
            case RefreshDecision.Rotate:
                var hash = RefreshSecrets.Hash(_secrets.Of(session.Id, session.WrappedKey, session.Generation + 1));
                await _state.CommitAsync(SessionRules.Rotate(_state.Value, session, token.Generation, hash, _options, now));
                var rotated = _state.Value.Live.First(one => one.Id == session.Id);
                return await TokensAsync(rotated, standing.Value.Account, deviceToken: null, cancellationToken);
            default:
                // The end is durable before anybody hears of it: an answer that fails must not bring the session back.
                await EndAsync(one => one.Id == session.Id, SessionEndReason.Reused, KnownDevices.Without(_state.Value, session.Id));
                return SessionErrors.RefreshTokenInvalid;
        }
    }

    public async Task<Result> EndAsync(string sessionId, SessionEndReason reason, CancellationToken cancellationToken)
    {
        if (SessionRules.Find(_state.Value, sessionId, _options, _time.GetUtcNow()) is null)
            return SessionErrors.NotFound;

        // Whoever signs out comes back with the same device; whoever ends a session from elsewhere may have lost it.
        var devices = reason == SessionEndReason.LoggedOut ? _state.Value.Devices : KnownDevices.Without(_state.Value, sessionId);
        await EndAsync(session => session.Id == sessionId, reason, devices);
        return Result.Success;
    }

    public async Task EndAllAsync(SessionEndReason reason, string? exceptSession, CancellationToken cancellationToken)
    {
        await EndAsync(session => session.Id != exceptSession, reason, KeptDevices(exceptSession));
        if (reason == SessionEndReason.AccountClosed && !_state.Value.Seen.IsEmpty)
            await _state.CommitAsync(_state.Value with { Seen = [], PendingEvents = [] });
    }

    public Task EndBegunUpToAsync(DateTimeOffset time, SessionEndReason reason, string? exceptSession, CancellationToken cancellationToken) =>
        EndAsync(session => SessionRules.HasBegunUpTo(session, time, ClockMargin) && session.Id != exceptSession, reason, _state.Value.Devices);

    public Task<bool> KnowsDeviceAsync(string tokenHash, CancellationToken cancellationToken) =>
        Task.FromResult(KnownDevices.Knows(_state.Value, tokenHash, _time.GetUtcNow()));

    public async Task EndOlderAsync(AccessChange change, CancellationToken cancellationToken)
    {
        if (_state.Value.Live.Any(session => session.Id == change.KeptSession && session.AccessVersion < change.Version))
            await _state.CommitAsync(SessionRules.Spare(_state.Value, change));
        await EndAsync(session => SessionRules.IsOlder(session, change), change.Reason, KnownDevices.Without(_state.Value, change));
    }

    public Task<SessionList> ListAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var live = _state.Value.Live.Select(session => SessionRules.View(session, _options)).Where(session => now < session.ExpiresAt);
        return Task.FromResult(new SessionList([.. live.OrderByDescending(static session => session.LastUsedAt)])
        {
            Places = SeenPlaces.View(_state.Value, now),
        });
    }

    public Task<bool> IsLiveAsync(string sessionId, CancellationToken cancellationToken) =>
        Task.FromResult(SessionRules.Find(_state.Value, sessionId, _options, _time.GetUtcNow()) is not null);

    // A change of access ends older sessions; one that it has not reached yet must not go on meanwhile.
    private static bool MayGoOn(SessionState session, AccountStanding standing) =>
        !standing.IsBanned && (session.AccessVersion == standing.AccessVersion || session.Id == standing.KeptSession);

    private ImmutableArray<KnownDevice> KeptDevices(string? exceptSession) => _state.Value.Devices.RemoveAll(one => one.SessionId != exceptSession);

    private Task EndAsync(Predicate<SessionState> isChosen, SessionEndReason reason, ImmutableArray<KnownDevice> devices)
    {
        if (_state.Value.Live.Any(session => isChosen(session)))
            return CommitAsync(SessionRules.End(Id, _state.Value, isChosen, EndFor(reason, _time.GetStoredUtcNow())) with { Devices = devices });
        return devices == _state.Value.Devices
            ? Task.CompletedTask
            : _state.CommitAsync(_state.Value with { Devices = devices, PendingEvents = [] });
    }

    /// <summary>Makes the next state durable and has what ended with it revoked at once; the outbox makes up for what fails here.</summary>
    private async Task CommitAsync(SessionsState next)
    {
        await _state.CommitAsync(next);
        var ended = next.PendingEvents.Select(static pending => pending.Payload).OfType<SessionsEnded>()
            .SelectMany(static told => told.Sessions.Select(session => new Revocation(session.Id, told.AccountId, told.TokensUntil)))
            .ToImmutableArray();
        if (ended.IsEmpty)
            return;

        try
        {
            await GrainFactory.GetGrain<IRevocationsGrain>(IRevocationsGrain.Key).AddAsync(ended);
        }
        catch (Exception exception)
        {
            LogNotRevoked(exception, Id, ended.Length);
        }
    }

    private SessionEnd EndFor(SessionEndReason reason, DateTimeOffset now) => new(reason, now, now + _tokenLifetime + ClockMargin);

    private Task<Result<AccountStanding>> StandingAsync(CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IAccountGrain>(Id).GetStandingAsync(cancellationToken);

    private async Task<Result<SessionTokens>> TokensAsync(
        SessionState session, Account account, string? deviceToken, CancellationToken cancellationToken)
    {
        var key = await GrainFactory.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key).GetSigningKeyAsync(cancellationToken);
        var access = _tokens.IssueForPerson(key, new PersonToken(Id, account.Role, session.Id, session.StartedAt, session.Methods));
        var refresh = new RefreshToken(Id, session.Id, session.Generation, _secrets.Of(session.Id, session.WrappedKey, session.Generation));
        return new SessionTokens(session.Id, access, refresh.Encode(), account, deviceToken);
    }

    [LoggerMessage(EventId = 3252, Level = LogLevel.Warning, Message = "{Count} sessions of {AccountId} ended and could not be revoked at once; the outbox does it")]
    private partial void LogNotRevoked(Exception exception, string accountId, int count);
}
