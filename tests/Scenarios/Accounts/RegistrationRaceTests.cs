using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Accounts;

/// <summary>Many want the same address.</summary>
public sealed class RegistrationRaceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Register_FiftyAtOnceWithOneEmail_ExactlyOneWins()
    {
        await using var scenario = await Scenario.StartAsync(output);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => scenario.Client.TryRegisterAsync(
            $"Pendaftar {i}", i % 2 == 0 ? "rebutan@contoh.id" : "Rebutan@Contoh.id", $"kata sandi nomor {i}")));

        var won = Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer != won), answer => Assert.Equal((409, "email_taken"), (answer.Status, answer.Code)));
        var winner = Array.IndexOf(answers, won);
        var signedIn = await scenario.Client.LogInAsync(new Person("", "rebutan@contoh.id", $"kata sandi nomor {winner}"));
        Assert.Equal(won.Text("id"), signedIn.Id);
        Assert.Equal(["rebutan@contoh.id"], await scenario.Database.ColumnAsync<string>("SELECT email FROM account"));
    }
}
