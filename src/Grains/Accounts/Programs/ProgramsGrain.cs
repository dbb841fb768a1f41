using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Accounts.Programs;

/// <summary>Checks programs against the configuration, and remembers whose tokens were called back.</summary>
[GrainType("programs")]
internal sealed class ProgramsGrain : Grain, IProgramsGrain
{
    private const int VersionBytes = 12;

    private static readonly byte[] NobodysSecret = new byte[SHA256.HashSizeInBytes];

    private readonly CommittedState<ProgramsState> _state;
    private readonly AuthenticationOptions _options;

    public ProgramsGrain([PersistentState("state")] IPersistentState<ProgramsState> state, IOptions<AuthenticationOptions> options)
    {
        _state = new CommittedState<ProgramsState>(this, state);
        _options = options.Value;
    }

    public Task<Result<ProgramStanding>> VerifyAsync(SignInService command, CancellationToken cancellationToken)
    {
        var known = _options.ServiceClients.TryGetValue(command.ClientId, out var stored);
        var expected = known ? Convert.FromHexString(stored!) : NobodysSecret;
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(command.ClientSecret));
        Result<ProgramStanding> answer = CryptographicOperations.FixedTimeEquals(expected, given) && known
            ? StandingOf(command.ClientId)
            : AccountErrors.InvalidCredentials;
        return Task.FromResult(answer);
    }

    public Task<KnownPrograms> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new KnownPrograms([.. _options.ServiceClients.Keys.Select(StandingOf)]));

    public Task RevokeAsync(string clientId, string orderId, CancellationToken cancellationToken) =>
        _state.Value.Orders.GetValueOrDefault(clientId) == orderId
            ? Task.CompletedTask
            : _state.CommitAsync(new ProgramsState { Orders = _state.Value.Orders.SetItem(clientId, orderId) });

    private ProgramStanding StandingOf(string clientId)
    {
        var scopes = _options.ScopesOf(clientId);
        var order = _state.Value.Orders.GetValueOrDefault(clientId);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{clientId}\n{_options.ServiceClients[clientId].ToUpperInvariant()}\n{scopes}\n{order}"));
        return new ProgramStanding(clientId, scopes, Base64Url.EncodeToString(hash.AsSpan(0, VersionBytes)));
    }
}
