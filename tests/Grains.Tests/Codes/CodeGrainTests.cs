using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Mail;
using Nusaloka.Grains.Codes;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Tests.Codes;

/// <summary>Codes from the request to the mail, and back.</summary>
public sealed class CodeGrainTests(MailCluster mail) : IClassFixture<MailCluster>
{
    private readonly GrainCluster _cluster = mail.Cluster;

    [Fact]
    public async Task Request_ForSomebody_SendsACodeThatIsGoodOnce()
    {
        var person = await RegisterAsync();

        var requested = await RequestAsync(person);
        var code = (await mail.Mails.WaitForAsync(person)).Code;

        Assert.Equal((600, 60), (requested.ExpiresInSeconds, requested.ResendInSeconds));
        Assert.False(await RedeemAsync(person, requested.FlowId, code == "000000" ? "000001" : "000000"));
        Assert.True(await RedeemAsync(person, requested.FlowId, code));
        Assert.False(await RedeemAsync(person, requested.FlowId, code));
    }

    [Fact]
    public async Task Redeem_TwentyAtOnce_OneSucceeds()
    {
        var person = await RegisterAsync();
        var requested = await RequestAsync(person);
        var code = (await mail.Mails.WaitForAsync(person)).Code;

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RedeemAsync(person, requested.FlowId, code)));

        Assert.Single(results, static isGood => isGood);
    }

    [Fact]
    public async Task Request_Stored_HoldsNoCode()
    {
        var person = await RegisterAsync();
        await RequestAsync(person);
        var code = (await mail.Mails.WaitForAsync(person)).Code;

        var stored = await _cluster.Database.ScalarAsync<string>("select state::text from grain_state where kind = 'code' and id = $1", "email:" + person);

        Assert.DoesNotContain(code, stored, StringComparison.Ordinal);
        Assert.Contains("\"hash\"", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_AgainWithinAMinute_IsRefusedWithTheTimeLeft_KnownOrNot()
    {
        foreach (var email in (string[])[await RegisterAsync(), _cluster.NewEmail()])
        {
            await RequestAsync(email);

            var again = await Code(email).RequestAsync(CodePurpose.SignIn, null, "id");
            var other = await Code(email).RequestAsync(CodePurpose.ResetPassword, null, "id");

            Assert.Equal(("code_sent_recently", ErrorKind.Limited), (again.Error?.Code, again.Error?.Kind));
            Assert.InRange(again.Error?.RetryAfter ?? default, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
            Assert.True(other.IsSuccess);
        }
    }

    [Fact]
    public async Task Request_AfterAMinute_MakesAnotherCodeAndTheFirstIsStillGood()
    {
        var person = await RegisterAsync();
        var first = await RequestAsync(person);
        var code = (await mail.Mails.WaitForAsync(person)).Code;

        _cluster.Time.Advance(TimeSpan.FromSeconds(61));
        var second = await RequestAsync(person);
        var mails = await mail.Mails.WaitForAsync(person, count: 2);

        Assert.NotEqual(first.FlowId, second.FlowId);
        Assert.True(await RedeemAsync(person, first.FlowId, code));
        Assert.False(await RedeemAsync(person, second.FlowId, mails.Code), "Whoever is in needs no other code.");
    }

    [Fact]
    public async Task Redeem_AfterTenMinutes_Fails()
    {
        var person = await RegisterAsync();
        var requested = await RequestAsync(person);
        var code = (await mail.Mails.WaitForAsync(person)).Code;

        _cluster.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.False(await RedeemAsync(person, requested.FlowId, code));
    }

    [Fact]
    public async Task Request_ToAPhone_SendsAnSmsInTheLanguage()
    {
        var (id, phone) = (GrainCluster.NewId(), _cluster.NewPhone());
        Assert.True((await _cluster.Account(id).RegisterAsync(new RegisterAccount("Budi", null, phone, "kata-sandi-1"))).IsSuccess);

        var requested = await _cluster.Grain<ICodeGrain>("phone:" + phone).RequestAsync(CodePurpose.SignIn, null, "en");

        Assert.True(requested.IsSuccess);
        var to = "To=" + Uri.EscapeDataString(phone) + "&";
        await Eventually.TrueAsync("the SMS", () => mail.Sms.Seen.Any(seen => seen.Body.StartsWith(to, StringComparison.Ordinal)));
        var sms = mail.Sms.Seen.First(seen => seen.Body.StartsWith(to, StringComparison.Ordinal)).Body;
        var code = sms.Split("Body=")[1][..6];
        Assert.Contains("is+your+Nusaloka+code+to+sign+in", sms, StringComparison.Ordinal);
        Assert.True(await _cluster.Grain<ICodeGrain>("phone:" + phone).RedeemAsync(CodePurpose.SignIn, null, requested.Value.FlowId, code));
    }

    [Theory]
    [InlineData(CodePurpose.SignIn, true, 1)]
    [InlineData(CodePurpose.ResetPassword, true, 1)]
    [InlineData(CodePurpose.SignIn, false, 0)]
    [InlineData(CodePurpose.ResetPassword, false, 0)]
    [InlineData(CodePurpose.ChangeIdentifier, false, 1)]
    public async Task Handle_ACode_IsSentOnlyToWhomItIsFor(CodePurpose purpose, bool hasAccount, long mails)
    {
        var email = hasAccount ? await RegisterAsync() : _cluster.NewEmail();
        var services = _cluster.Silos.GetSiloServiceProvider();
        var sealedCode = services.GetRequiredService<CodeSecrets>().Seal("flow", "123456");
        var issued = new CodeIssued(purpose, IdentifierKind.Email, email, "flow", sealedCode, "id", _cluster.Time.GetUtcNow().AddMinutes(10));
        var context = new EventContext(Guid.Parse(GrainCluster.NewId()), CodeIssued.Type, "code", "email:" + email, 1, _cluster.Time.GetUtcNow(), 1);

        await services.GetRequiredService<CodeIssuedHandler>().HandleAsync(issued, context, CancellationToken.None);
        await services.GetRequiredService<CodeIssuedHandler>().HandleAsync(issued, context with { Attempt = 2 }, CancellationToken.None);

        Assert.Equal(mails, await _cluster.Database.ScalarAsync<long>(
            "select count(*) from grain_state where kind = 'mail' and id = $1", context.EventId.ToString()));
    }

    [Fact]
    public async Task Handle_AClosedAccount_IsNobody()
    {
        var person = _cluster.NewPerson();
        var id = GrainCluster.NewId();
        Assert.True((await _cluster.Account(id).RegisterAsync(person)).IsSuccess);
        await _cluster.Account(id).CloseAsync();
        var services = _cluster.Silos.GetSiloServiceProvider();
        var issued = new CodeIssued(
            CodePurpose.SignIn, IdentifierKind.Email, person.Email!, "flow", services.GetRequiredService<CodeSecrets>().Seal("flow", "123456"), "id",
            _cluster.Time.GetUtcNow().AddMinutes(10));
        var context = new EventContext(Guid.Parse(GrainCluster.NewId()), CodeIssued.Type, "code", "email:" + person.Email, 1, _cluster.Time.GetUtcNow(), 1);

        await services.GetRequiredService<CodeIssuedHandler>().HandleAsync(issued, context, CancellationToken.None);

        Assert.Equal(0, await _cluster.Database.ScalarAsync<long>("select count(*) from grain_state where kind = 'mail' and id = $1", context.EventId.ToString()));
    }

    private ICodeGrain Code(string email) => _cluster.Grain<ICodeGrain>("email:" + email);

    private async Task<CodeRequested> RequestAsync(string email)
    {
        var requested = await Code(email).RequestAsync(CodePurpose.SignIn, null, "id");
        Assert.True(requested.IsSuccess, $"{requested.Error}");
        return requested.Value;
    }

    private Task<bool> RedeemAsync(string email, string flowId, string code) => Code(email).RedeemAsync(CodePurpose.SignIn, null, flowId, code);

    /// <summary>An account; answers its address.</summary>
    private async Task<string> RegisterAsync()
    {
        var person = _cluster.NewPerson();
        Assert.True((await _cluster.Account(GrainCluster.NewId()).RegisterAsync(person)).IsSuccess);
        return person.Email!;
    }
}
