using Nusaloka.Accounts;
using Nusaloka.Grains.Privacy;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Payments;
using Nusaloka.Grains.Tests.Profiles;
using Nusaloka.Payments;
using Nusaloka.Profiles;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Privacy;

/// <summary>What is left of a person whose account was closed.</summary>
public sealed class ErasureTests(PaymentCluster payments) : IClassFixture<PaymentCluster>
{
    private const string Officer = "0198c5a0-0000-7000-8000-000000000002";

    private GrainCluster Cluster => payments.Cluster;

    [Fact]
    public async Task Close_OfWhoHasUsedEverything_LeavesNothingOfThemAnywhere()
    {
        var person = new RegisterAccount("Nyi Rara Kembang", "rara.kembang@nusaloka.id", "+6281299998888", "kata-sandi-1");
        var id = await RegisterAsync(person);
        var profile = Cluster.Grain<IProfileGrain>(id);
        await profile.ChangeAsync(new ChangeProfile(person.FullName, "https://cdn.nusaloka.id/rara.jpg", "Suka Gunung Merbabu.", null, null));
        await profile.SaveAddressAsync(new SaveAddress("a", true, Addresses.Home with { Street = "Jalan Melati Layu 17" }, true, null));
        await profile.SaveBankAccountAsync(new SaveBankAccount(new BankAccount("bca", "7700112233", person.FullName), null));
        await profile.RequestVerificationAsync(new RequestVerification("RARA KEMBANG", IdentityDocument.Ktp, "3573014605950002"));
        await profile.DecideVerificationAsync(new DecideVerification(true, "Sama dengan Rara Kembang", Officer));
        await WithdrawAllAsync(id);
        await Cluster.Database.ExecuteAsync(
            """
            insert into outbox_dead_letter (event_id, source_kind, source_id, source_version, source_ordinal, type, partition, payload, created_at, attempts, died_at)
            values (gen_random_uuid(), 'mail', 'm-1', 1, 0, 'mail.wanted', 0, '{"to": "rara.kembang@nusaloka.id"}', now(), 9, now())
            """);

        Assert.True((await Cluster.Account(id).CloseAsync()).IsSuccess);

        string[] traces =
        [
            "Rara Kembang", person.Email!, person.Phone!, "rara.jpg", "Merbabu", "Melati Layu", "7700112233", "3573014605950002",
        ];
        await Eventually.EqualAsync("the erasure", 0L, () => Cluster.Database.ScalarAsync<long>("select count(*) from outbox_event where source_id = $1", id));
        await Eventually.EqualAsync("traces but of the identifiers", "", () => TracesAsync(traces, withIdentifiers: false));
        payments.Time.Advance(TimeSpan.FromHours(26));
        await Eventually.EqualAsync("traces", "", () => TracesAsync(traces, withIdentifiers: true));
        Assert.Equal("bca", await Cluster.Database.ScalarAsync<string>("select withdrawal ->> 'bank_code' from withdrawal where account_id = $1", id));
        Assert.True((await Cluster.Account(GrainCluster.NewId()).RegisterAsync(person)).IsSuccess);
    }

    [Fact]
    public async Task Register_RefusedForItsPhone_LeavesNoRowOfTheAddress()
    {
        var first = Cluster.NewPerson();
        await RegisterAsync(first);
        var email = Cluster.NewEmail();

        var refused = await Cluster.Account(GrainCluster.NewId()).RegisterAsync(first with { Email = email });

        Assert.Equal(AccountErrors.PhoneTaken, refused.Error);
        payments.Time.Advance(TimeSpan.FromHours(26));
        await Eventually.EqualAsync(
            "the row of the address", 0L, () => Cluster.Database.ScalarAsync<long>("select count(*) from grain_state where id = $1", "email:" + email));
    }

    [Fact]
    public async Task Close_WithAnIdentifierThatAnotherTakesSoon_LeavesItToThem()
    {
        var person = Cluster.NewPerson();
        var first = await RegisterAsync(person);
        await Cluster.Account(first).CloseAsync();
        var second = await RegisterAsync(person);

        payments.Time.Advance(TimeSpan.FromHours(26));

        await Eventually.EqualAsync("the erasure", 0L, () => Cluster.Database.ScalarAsync<long>(
            "select count(*) from identifier_erasure where identifier_key = $1", "email:" + person.Email));
        Assert.Equal(second, await Cluster.Identifier("email:" + person.Email).FindAccountAsync());
        Assert.Equal(1, await Cluster.Database.ScalarAsync<long>("select count(*) from grain_state where kind = 'identifier' and id = $1", "email:" + person.Email));
    }

    [Fact]
    public async Task Close_WhileSomebodyElseLeavesEachHour_IsErasedAllTheSame()
    {
        var erasure = Cluster.Grain<IErasureGrain>(IErasureGrain.Key);
        var first = "email:" + Cluster.NewEmail();
        await erasure.ScheduleAsync([first]);

        for (var i = 0; i < 31; i++)
        {
            payments.Time.Advance(TimeSpan.FromMinutes(50));
            await erasure.ScheduleAsync(["email:" + Cluster.NewEmail()]);
        }

        await Eventually.EqualAsync("the erasure", 0L, () => Cluster.Database.ScalarAsync<long>(
            "select count(*) from identifier_erasure where identifier_key = $1", first));
    }

    [Fact]
    public async Task Close_OfWhoseAddressEndsAnothers_LeavesTheOthersDeadLetters()
    {
        var shorter = Cluster.NewEmail();
        var longer = "si" + shorter;
        var id = await RegisterAsync(Cluster.NewPerson() with { Email = shorter, Phone = null });
        foreach (var payload in new[] { $$"""{"account_id": "x", "identifier_keys": ["email:{{longer}}"]}""", $$"""{"identifier_keys": ["email:{{shorter}}"]}""" })
        {
            await Cluster.Database.ExecuteAsync(
                """
                insert into outbox_dead_letter (event_id, source_kind, source_id, source_version, source_ordinal, type, partition, payload, created_at, attempts, died_at)
                values (gen_random_uuid(), 'account', 'x', 1, 0, 'account.registered', 0, $1::jsonb, now(), 9, now())
                """,
                payload);
        }

        Assert.True((await Cluster.Account(id).CloseAsync()).IsSuccess);

        await Eventually.EqualAsync("the erasure", 0L, () => Cluster.Database.ScalarAsync<long>("select count(*) from outbox_event where source_id = $1", id));
        Assert.Equal([longer], await Cluster.Database.ColumnAsync<string>(
            "select substr(payload -> 'identifier_keys' ->> 0, 7) from outbox_dead_letter where type = 'account.registered'"));
    }

    [Fact]
    public async Task Close_WithAPaymentUnderWay_IsRefused()
    {
        var id = await RegisterAsync(Cluster.NewPerson());
        var payment = await payments.PayAsync(id, 50_000, token: ScriptedGateway.Asks);
        Assert.Equal(PaymentStatus.RequiresAction, (await payments.GetAsync(payment)).Status);

        var refused = await Cluster.Account(id).CloseAsync();

        Assert.Equal(AccountErrors.StillBusy, refused.Error);
        Assert.True((await Cluster.Account(id).GetAsync()).IsSuccess);
    }

    [Fact]
    public async Task Close_WithMoneyHeldForThem_IsRefusedUntilItIsFree()
    {
        var (id, giver) = (await RegisterAsync(Cluster.NewPerson()), await Cluster.NewWalletAsync(10_000));
        var hold = (await Cluster.Wallet(giver).AuthorizeAsync(new Authorize(
            Payee.Person(id), TransactionKind.Transfer, Money.Rupiah(10_000), "", Cluster.Time.GetUtcNow().AddDays(7), OperationNamed.Anew()))).Value!;

        var refused = await Cluster.Account(id).CloseAsync();
        await Cluster.Wallet(giver).VoidAsync(new VoidHold(hold.Id, OperationNamed.Anew()));
        var closed = await Cluster.Account(id).CloseAsync();

        Assert.Equal(AccountErrors.StillBusy, refused.Error);
        Assert.True(closed.IsSuccess);
    }

    [Fact]
    public async Task Close_ErasureThatDiedOnce_IsDoneAgain()
    {
        var id = await RegisterAsync(Cluster.NewPerson());
        await Cluster.Grain<IProfileGrain>(id).ChangeAsync(new ChangeProfile("Siti", null, "Suka gunung.", null, null));
        var failed = Cluster.Calls.FailFirst("EraseAsync", id);

        Assert.True((await Cluster.Account(id).CloseAsync()).IsSuccess);

        await Eventually.EqualAsync("an empty bio", "", () => Cluster.Database.ScalarAsync<string>(
            "select state ->> 'bio' from grain_state where kind = 'profile' and id = $1", id));
        Assert.Equal(1, failed());
    }

    /// <summary>Pays the wallet out, so that there is a withdrawal with a bank account and nothing left.</summary>
    private async Task WithdrawAllAsync(string id)
    {
        await Cluster.Wallet(id).TopUpAsync(new TopUp(Money.Rupiah(20_000), OperationNamed.Anew()));
        var withdrawal = Cluster.Grain<IWithdrawalGrain>(GrainCluster.NewId());
        Assert.True((await withdrawal.RequestAsync(new RequestWithdrawal(id, Money.Rupiah(20_000), null, new string('a', 64)))).IsSuccess);
        await Eventually.EqualAsync("the withdrawal", (WithdrawalStatus?)WithdrawalStatus.Succeeded, async () => (await withdrawal.GetAsync()).Value?.Status);
    }

    /// <summary>In which tables which of the words still are, in any column.</summary>
    private async Task<string> TracesAsync(string[] words, bool withIdentifiers)
    {
        var found = new List<string>();
        foreach (var table in await Cluster.Database.ColumnAsync<string>(
            "select table_name::text from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1"))
        {
            // Invoices are kept as they were written: the law wants books.
            if (table == "invoice" || (table == "identifier_erasure" && !withIdentifiers))
                continue;

            // Each row as text: (identifier,email:…) is a row of grain_state.
            var traces = await Cluster.Database.ColumnAsync<string>(
                $"select distinct w from {table} t, unnest($1) w where strpos(t::text, w) > 0 and ($2 or t::text not like '(identifier,%')", words, withIdentifiers);
            found.AddRange(traces.Select(word => $"{table}: {word}"));
        }

        return string.Join("; ", found);
    }

    private async Task<string> RegisterAsync(RegisterAccount person)
    {
        var id = GrainCluster.NewId();
        Assert.True((await Cluster.Account(id).RegisterAsync(person)).IsSuccess);
        return id;
    }
}
