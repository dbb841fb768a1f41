using System.Text.Json;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Passkeys;

/// <summary>The whole life of a passkey, from a web page in a real browser to the database and back.</summary>
public sealed class CeremonyTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Passkey_OfARealBrowser_RegistersSignsInIsRenamedAndDeleted()
    {
        await using var scenario = await Scenario.StartAsync(output);
        await using var browser = await PasskeyBrowser.StartAsync(scenario.Process.Address);
        var person = (await scenario.RegisterPeopleAsync(1, money: 0))[0];

        var added = (await browser.RegisterAsync(person.Token, "HP Siti")).MustBe(201);
        Assert.Equal("HP Siti", added.Text("name"));
        Assert.Equal(["internal"], added.Body.GetProperty("transports").EnumerateArray().Select(static one => one.GetString()));
        var again = await browser.RegisterAsync(person.Token, "yang sama");
        Assert.Contains("InvalidStateError", again.Body.GetProperty("error").GetString(), StringComparison.Ordinal);

        var discovered = Signed(person, (await browser.LogInAsync()).MustBe(200));
        var named = Signed(person, (await browser.LogInAsync(person.Email)).MustBe(200));
        Assert.Equal(0, await scenario.Client.GetBalanceAsync(discovered));
        Assert.NotEqual(JsonValueKind.Null, (await OnlyAsync(scenario, named)).GetProperty("last_used_at").ValueKind);

        (await scenario.Client.RenamePasskeyAsync(named, added.Text("id"), "HP lama")).MustBe(200);
        Assert.Equal("HP lama", (await OnlyAsync(scenario, named)).GetProperty("name").GetString());

        (await scenario.Client.DeletePasskeyAsync(named, added.Text("id"))).MustBe(200);
        Assert.Equal("passkey_refused", (await browser.LogInAsync()).MustBe(401).Code);
        Assert.Equal(0L, await scenario.Database.ScalarAsync<long>("select count(*) from passkey"));
    }

    [Fact]
    public async Task Passkey_WithoutVerificationOrAsACopy_IsNotGood()
    {
        await using var scenario = await Scenario.StartAsync(output);
        await using var browser = await PasskeyBrowser.StartAsync(scenario.Process.Address);
        var person = (await scenario.RegisterPeopleAsync(1, money: 0))[0];
        (await browser.RegisterAsync(person.Token, "HP Siti")).MustBe(201);
        (await browser.LogInAsync()).MustBe(200);
        var counter = Assert.Single(await browser.CountersAsync());
        Assert.True(counter > 0, "The virtual authenticator does not count.");

        await browser.VerifyAsync(succeeds: false);
        Assert.Contains("NotAllowedError", (await browser.LogInAsync()).Body.GetProperty("error").GetString(), StringComparison.Ordinal);
        await browser.VerifyAsync(succeeds: true);
        await browser.RewindAsync(counter - 1);
        Assert.Equal("passkey_refused", (await browser.LogInAsync()).MustBe(401).Code);

        (await browser.LogInAsync()).MustBe(200);
        await Eventually.TrueAsync(
            "a warning of the copy", () => scenario.Process.WholeLog().Contains("there may be a copy of it", StringComparison.Ordinal), () => scenario.Process.Log);
    }

    private static Person Signed(Person person, Answer answer)
    {
        Assert.Equal(person.Id, answer.Body.GetProperty("user").GetProperty("id").GetString());
        return person with { Token = answer.Text("access_token") };
    }

    private static async Task<JsonElement> OnlyAsync(Scenario scenario, Person person) =>
        Assert.Single((await scenario.Client.ListPasskeysAsync(person)).MustBe(200).Body.GetProperty("data").EnumerateArray());
}
