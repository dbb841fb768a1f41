using Nusaloka.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>Registration over two silos: who gets an identifier, and what is left when a process dies in between.</summary>
public sealed class RegistrationGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly TimeSpan PastTheReservation = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task Register_NewPerson_OpensAccountAndWallet()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());

        var registered = await cluster.Account(id).RegisterAsync(person with { Email = person.Email!.ToUpperInvariant() });

        Assert.Equal((id, person.Email, person.Phone, 1), (registered.Value?.Id, registered.Value?.Email, registered.Value?.Phone, registered.Value?.Version));
        Assert.Equal(registered.Value, (await cluster.Account(id).GetAsync()).Value);
        Assert.Equal(0, await cluster.BalanceAsync(id));
        Assert.Equal(id, await cluster.Identifier("email:" + person.Email).FindAccountAsync());
        Assert.Equal(id, await cluster.Identifier("phone:" + person.Phone).FindAccountAsync());
    }

    [Fact]
    public async Task Register_FiftyAtOnceWithOneEmail_OneWins()
    {
        var email = cluster.NewEmail();
        var people = Enumerable.Range(0, 50).Select(_ => (Id: GrainCluster.NewId(), Person: cluster.NewPerson() with { Email = email })).ToArray();

        var results = await Task.WhenAll(people.Select(entry => cluster.Account(entry.Id).RegisterAsync(entry.Person)));

        var winner = Assert.Single(results, static result => result.IsSuccess).Value!;
        Assert.All(results.Where(static result => !result.IsSuccess), static result => Assert.Equal(AccountErrors.EmailTaken, result.Error));
        Assert.Equal(winner.Id, await cluster.Identifier("email:" + email).FindAccountAsync());
        Assert.Equal([winner.Id], await cluster.Database.ColumnAsync<string>("select id from account where email = $1", email));
        foreach (var (id, person) in people.Where(entry => entry.Id != winner.Id))
        {
            Assert.Equal(AccountErrors.NotFound, (await cluster.Account(id).GetAsync()).Error);
            Assert.Null(await cluster.Identifier("phone:" + person.Phone).FindAccountAsync());
        }
    }

    [Fact]
    public async Task Register_FiftyAtOnceWithOnePhone_OneWinsAndTheOthersEmailsAreFree()
    {
        var phone = cluster.NewPhone();
        var people = Enumerable.Range(0, 50).Select(_ => (Id: GrainCluster.NewId(), Person: cluster.NewPerson() with { Phone = phone })).ToArray();

        var results = await Task.WhenAll(people.Select(entry => cluster.Account(entry.Id).RegisterAsync(entry.Person)));

        var winner = Assert.Single(results, static result => result.IsSuccess).Value!;
        Assert.All(results.Where(static result => !result.IsSuccess), static result => Assert.Equal(AccountErrors.PhoneTaken, result.Error));
        foreach (var (_, person) in people.Where(entry => entry.Id != winner.Id))
            Assert.Null(await cluster.Identifier("email:" + person.Email).FindAccountAsync());
    }

    [Fact]
    public async Task Register_TheSameAgain_AnswersTheAccountThatIsThere()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());
        var first = await cluster.Account(id).RegisterAsync(person);

        var again = await cluster.Account(id).RegisterAsync(person);

        Assert.True(first.IsSuccess);
        Assert.Equal(first.Value, again.Value);
    }

    [Fact]
    public async Task Register_TheSameTenTimesAtOnce_IsOneAccount()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => cluster.Account(id).RegisterAsync(person)));

        Assert.Single(results.Select(static result => result.Value).Distinct());
        Assert.NotNull(results[0].Value);
    }

    [Fact]
    public async Task Register_OtherDataUnderTheSameId_IsRefused()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());
        await cluster.Account(id).RegisterAsync(person);

        Assert.Equal(AccountErrors.Exists, (await cluster.Account(id).RegisterAsync(person with { FullName = "Budi" })).Error);
        Assert.Equal(AccountErrors.Exists, (await cluster.Account(id).RegisterAsync(person with { Password = "kata-sandi-2" })).Error);
        Assert.Equal("Siti Aminah", (await cluster.Account(id).GetAsync()).Value?.FullName);
    }

    [Fact]
    public async Task Register_InvalidCommand_ReservesNothing()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());

        var result = await cluster.Account(id).RegisterAsync(person with { Password = "short" });

        Assert.Equal("validation_failed", result.Error?.Code);
        Assert.Null(await cluster.Identifier("email:" + person.Email).FindAccountAsync());
    }

    [Fact]
    public async Task Register_AfterAnotherDiedBetweenReservationAndAccount_WinsOnceThatExpired()
    {
        var (ghost, id, person) = (GrainCluster.NewId(), GrainCluster.NewId(), cluster.NewPerson());
        Assert.True(await cluster.Identifier("email:" + person.Email).ReserveAsync(ghost));

        var tooEarly = await cluster.Account(id).RegisterAsync(person);
        cluster.Time.Advance(PastTheReservation);
        var inTime = await cluster.Account(id).RegisterAsync(person);
        var late = await cluster.Account(ghost).RegisterAsync(person with { Phone = cluster.NewPhone() });

        Assert.Equal(AccountErrors.EmailTaken, tooEarly.Error);
        Assert.True(inTime.IsSuccess);
        Assert.Equal(AccountErrors.EmailTaken, late.Error);
        Assert.Equal(id, await cluster.Identifier("email:" + person.Email).FindAccountAsync());
    }

    [Theory]
    [InlineData("email")]
    [InlineData("phone")]
    public async Task Register_StillUnderWayWhenItsReservationExpired_FailsCleanlyBehindTheWinner(string kind)
    {
        var (late, winner) = (GrainCluster.NewId(), GrainCluster.NewId());
        var person = kind == "email" ? cluster.NewPerson() with { Phone = null } : cluster.NewPerson() with { Email = null };
        var key = kind == "email" ? "email:" + person.Email : "phone:" + person.Phone;
        var reserved = cluster.Calls.HoldFirst(nameof(IIdentifierGrain.ReserveAsync), key);

        var lateRegistration = cluster.Account(late).RegisterAsync(person);
        await reserved.Made;
        cluster.Time.Advance(PastTheReservation);
        var won = await cluster.Account(winner).RegisterAsync(person);
        reserved.LetGo();
        var lost = await lateRegistration;

        Assert.True(won.IsSuccess);
        Assert.Equal(kind == "email" ? AccountErrors.EmailTaken : AccountErrors.PhoneTaken, lost.Error);
        Assert.Equal(AccountErrors.NotFound, (await cluster.Account(late).GetAsync()).Error);
        Assert.Equal(winner, await cluster.Identifier(key).FindAccountAsync());
        Assert.Equal(won.Value, (await cluster.Account(winner).GetAsync()).Value);
    }

    [Fact]
    public async Task Register_BehindAnotherThatReservedAfterItsOwnExpired_KeepsTheIdentifierWhenItsAccountIsFirst()
    {
        var (first, second, person) = (GrainCluster.NewId(), GrainCluster.NewId(), cluster.NewPerson() with { Phone = null });
        var key = "email:" + person.Email;
        var firstReserved = cluster.Calls.HoldFirst(nameof(IIdentifierGrain.ReserveAsync), key);
        var registering = cluster.Account(first).RegisterAsync(person);
        await firstReserved.Made;
        cluster.Time.Advance(PastTheReservation);
        var secondReserved = cluster.Calls.HoldFirst(nameof(IIdentifierGrain.ReserveAsync), key);
        var overtaken = cluster.Account(second).RegisterAsync(person);
        await secondReserved.Made;

        firstReserved.LetGo();
        var won = await registering;
        secondReserved.LetGo();
        var lost = await overtaken;

        Assert.True(won.IsSuccess);
        Assert.Equal(AccountErrors.EmailTaken, lost.Error);
        Assert.Equal(first, await cluster.Identifier(key).FindAccountAsync());
    }

    [Fact]
    public async Task Register_SomeoneElse_DoesNotGetWhatAnAccountHasThatWasWrittenButNeverConfirmed()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson() with { Phone = null });
        cluster.Calls.FailAlways(nameof(IIdentifierGrain.ConfirmAsync), "email:" + person.Email);
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Account(id).RegisterAsync(person));

        cluster.Time.Advance(PastTheReservation);
        var other = await cluster.Account(GrainCluster.NewId()).RegisterAsync(person with { FullName = "Budi" });

        Assert.Equal(AccountErrors.EmailTaken, other.Error);
        Assert.Equal(id, await cluster.Identifier("email:" + person.Email).FindAccountAsync());
        Assert.Equal("Siti Aminah", (await cluster.Account(id).GetAsync()).Value?.FullName);
    }

    [Fact]
    public async Task Register_Again_AfterTheFollowUpFailed_OpensTheWalletBeforeItAnswers()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());
        cluster.Calls.FailOnce(nameof(IWalletGrain.OpenAsync), id, outboxFails: true);
        cluster.Calls.FailOnce(nameof(IIdentifierGrain.ConfirmAsync), "email:" + person.Email, outboxFails: true);
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Account(id).RegisterAsync(person));

        var again = await cluster.Account(id).RegisterAsync(person);

        Assert.True(again.IsSuccess);
        Assert.Equal(0, await cluster.BalanceAsync(id));
        Assert.True(await IsConfirmedAsync("email:" + person.Email));
    }

    private Task<bool> IsConfirmedAsync(string key) => cluster.Database.ScalarAsync<bool>(
        """
        select coalesce(bool_and(state ->> 'reserved_until' is null and state ->> 'account_id' is not null), false)
        from grain_state where kind = 'identifier' and id = $1
        """,
        key);
}
