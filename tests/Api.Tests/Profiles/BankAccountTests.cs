using System.Net;

namespace Nusaloka.Api.Tests.Profiles;

[Collection(ApiCollection.Name)]
public sealed class BankAccountTests(ApiServer api)
{
    private const string Path = "/api/v1/account/bank-account";
    private const string Number = "0611104579";

    private static readonly object Bank = new { bank_code = "bca", account_number = Number, holder_name = "Siti" };

    [Fact]
    public async Task BankAccount_SavedReadAndForgotten_IsAlwaysMasked()
    {
        var person = await api.RegisterAsync();

        using var none = await person.Client.GetAsync(Path);
        using var saved = await person.Client.SendJsonAsync(HttpMethod.Put, Path, Bank);
        var read = await person.Client.GetJsonAsync(Path);
        using var removed = await person.Client.DeleteAsync(Path);
        using var gone = await person.Client.DeleteAsync(Path);

        await ProblemAssert.IsAsync(none, 404, "bank_account_not_found");
        Assert.DoesNotContain(Number, (await saved.BodyAsync()).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("bca", "******4579", "Siti"), (read.Text("bank_code"), read.Text("account_number"), read.Text("holder_name")));
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await ProblemAssert.IsAsync(gone, 404, "bank_account_not_found");
    }

    [Fact]
    public async Task Withdrawal_WithoutOne_GoesToTheOneThatIsKept()
    {
        var person = await api.RegisterWithAsync(100_000);
        using var refused = await person.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/wallet/withdrawals", new { amount = 20_000 }, ("Idempotency-Key", "tarik-1"));
        using var saved = await person.Client.SendJsonAsync(HttpMethod.Put, Path, Bank);

        using var made = await person.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/wallet/withdrawals", new { amount = 20_000 }, ("Idempotency-Key", "tarik-1"));

        Assert.Equal([("/bank_account", "required")], ProblemAssert.Errors(await ProblemAssert.IsAsync(refused, 400, "validation_failed")));
        Assert.Equal("******4579", (await made.BodyAsync(201))["bank_account"]!.Text("account_number"));
    }

    [Fact]
    public async Task Save_WhatIsNoAccount_NamesTheFields()
    {
        var person = await api.RegisterAsync();

        using var refused = await person.Client.SendJsonAsync(HttpMethod.Put, Path, new { bank_code = "b", account_number = "12", holder_name = " " });

        Assert.Equal(
            [("/bank_code", "invalid_bank"), ("/account_number", "invalid_account_number"), ("/holder_name", "invalid_name")],
            ProblemAssert.Errors(await ProblemAssert.IsAsync(refused, 400)));
    }
}
