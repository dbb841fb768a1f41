using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Codes;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;
using Orleans.Providers;
using Orleans.Storage;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>
/// What is done for an identifier is the same whether or not somebody has it, the first time and later: so no clock can tell. Not what it takes, which
/// a busy machine blurs, but what is read and written is compared.
/// </summary>
public sealed class EnumerationTests : IAsyncLifetime
{
    private readonly CountedStorage _storage = new();
    private readonly GrainCluster _cluster;

    public EnumerationTests() => _cluster = new GrainCluster(host => host.Services.AddKeyedSingleton<IGrainStorage>(
        ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, (provider, _) => _storage.Over(provider.GetRequiredService<IGrainStorage>())));

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task FindAccount_OfNobodyAgainAndAgain_ReadsOnce()
    {
        var key = KeyOf(_cluster.NewEmail());

        for (var i = 0; i < 3; i++)
            Assert.Null(await _cluster.Identifier(key).FindAccountAsync());

        Assert.Equal((1, 0), _storage.Of([key]));
    }

    [Fact]
    public async Task PasskeyOptions_FirstAndAgain_AskNoGrainThatRemembersWhoWasHere()
    {
        var person = _cluster.NewPerson();
        var known = GrainCluster.NewId();
        await _cluster.Account(known).RegisterAsync(person);
        Assert.True((await _cluster.Grain<IPasskeysGrain>(known).AddAsync(NewPasskey())).IsSuccess);
        // What tells the person of the passkey reads their grains too.
        await Eventually.EqualAsync("all events to be delivered", 0L, () => _cluster.Database.ScalarAsync<long>("select count(*) from outbox_event"));
        var unknown = _cluster.NewEmail();
        var nobody = (await OptionsAsync(unknown)).AccountId;

        foreach (var (email, account) in new[] { (person.Email!, known), (unknown, nobody) })
        {
            string[] keys = [KeyOf(email), account];
            var before = _storage.Of(keys);
            var first = await OptionsAsync(email);
            var again = await OptionsAsync(email);

            Assert.Equal((account, account), (first.AccountId, again.AccountId));
            Assert.Equal(before, _storage.Of(keys));
        }

        Assert.Equal((0, 0), _storage.Of([KeyOf(unknown), nobody]));
    }

    [Fact]
    public async Task Login_WrongPasswordFirstAndAgain_ReadsTheSameForEverybody()
    {
        var (email, known) = await SomebodyNotInMemoryAsync();
        var unknown = _cluster.NewEmail();
        var nobody = (await OptionsAsync(unknown)).AccountId;

        foreach (var (address, account) in new[] { (email, known), (unknown, nobody) })
        {
            string[] keys = [KeyOf(address), account];
            Assert.Equal(AccountErrors.InvalidCredentials, await LoginAsync(address));
            Assert.Equal((2, 0), _storage.Of(keys));
            Assert.Equal(AccountErrors.InvalidCredentials, await LoginAsync(address));
            Assert.Equal((2, 0), _storage.Of(keys));
        }
    }

    [Theory]
    [InlineData(CodePurpose.SignIn)]
    [InlineData(CodePurpose.ResetPassword)]
    public async Task Codes_AskedForAndShownWrong_ReadAndWriteTheSameForEverybody(CodePurpose purpose)
    {
        var person = _cluster.NewPerson();
        await _cluster.Account(GrainCluster.NewId()).RegisterAsync(person);

        foreach (var email in new[] { person.Email!, _cluster.NewEmail() })
        {
            var requested = await Codes.RequestAsync(new RequestCode(purpose, email, null, "id", "a place"));
            Assert.Equal((1, 1), _storage.Of([KeyOf(email)], "code"));

            // The second time is as the first: who was sent a code lately is not told apart either.
            await Codes.RequestAsync(new RequestCode(purpose, email, null, "id", "another place"));
            Assert.Equal((2, 2), _storage.Of([KeyOf(email)], "code"));

            Assert.Equal(CodeErrors.CodeInvalid, await ShowWrongAsync(purpose, email, requested.Value?.FlowId ?? ""));
            Assert.Equal((3, 3), _storage.Of([KeyOf(email)], "code"));
        }
    }

    private IOneTimeCodeGrain Codes => _cluster.Grain<IOneTimeCodeGrain>("0");

    private static string KeyOf(string email) => Identifier.TryParseEmail(email, out var identifier) ? identifier.Key : throw new ArgumentException(email, nameof(email));

    private static AddPasskey NewPasskey() => new(
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(20)), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(77)), 0, ["internal"], false, false, null);

    private async Task<PasskeyCandidates> OptionsAsync(string email) =>
        (await _cluster.Grain<IPasskeyDirectoryGrain>("0").FindCandidatesAsync(email, null)).Value ?? throw new InvalidOperationException("There are no options.");

    private async Task<Error?> LoginAsync(string email) =>
        (await _cluster.Grain<ISignInGrain>("0").VerifyAsync(new SignIn(email, null, "bukan sandinya"))).Error;

    // Ten digits are asked of nobody here, so no code is right by chance.
    private async Task<Error?> ShowWrongAsync(CodePurpose purpose, string email, string flowId) => purpose == CodePurpose.SignIn
        ? (await Codes.SignInAsync(new RedeemCode(email, null, flowId, "0000000000", "a place"))).Error
        : (await Codes.ResetPasswordAsync(new ResetPassword(email, null, flowId, "0000000000", "perahu pagi di Derawan", "a place"))).Error;

    /// <summary>A person whose grains were never active: copied, in the database, from somebody who has registered.</summary>
    private async Task<(string Email, string AccountId)> SomebodyNotInMemoryAsync()
    {
        var (person, template) = (_cluster.NewPerson(), GrainCluster.NewId());
        await _cluster.Account(template).RegisterAsync(person);
        var (email, copy) = (_cluster.NewEmail(), GrainCluster.NewId());
        var copied = await _cluster.Database.ScalarAsync<long>(
            """
            with copies as (
                insert into grain_state (kind, id, version, state, updated_at)
                select kind, case kind when 'account' then $3 else $4 end, 1,
                    case kind when 'account' then jsonb_set(state, '{email}', to_jsonb($5::text)) else jsonb_set(state, '{account_id}', to_jsonb($3::text)) end,
                    updated_at
                from grain_state where (kind, id) in (('account', $1), ('identifier', $2))
                returning 1)
            select count(*) from copies
            """,
            template, KeyOf(person.Email!), copy, KeyOf(email), email);
        Assert.Equal(2, copied);
        return (email, copy);
    }
}
