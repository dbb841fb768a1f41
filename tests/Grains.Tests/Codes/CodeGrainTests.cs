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
    private const string Home = "v4:home";

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

            var again = await Code(email).RequestAsync(CodePurpose.SignIn, null, Home, "id");
            var other = await Code(email).RequestAsync(CodePurpose.ResetPassword, null, Home, "id");

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

        var requested = await _cluster.Grain<ICodeGrain>("phone:" + phone).RequestAsync(CodePurpose.SignIn, null, Home, "en");

        Assert.True(requested.IsSuccess);
        var to = "To=" + Uri.EscapeDataString(phone) + "&";
        await Eventually.TrueAsync("the SMS", () => mail.Sms.Seen.Any(seen => seen.Body.StartsWith(to, StringComparison.Ordinal)));
        var sms = mail.Sms.Seen.First(seen => seen.Body.StartsWith(to, StringComparison.Ordinal)).Body;
        var code = sms.Split("Body=")[1][..6];
        Assert.Contains("is+your+Nusaloka+code+to+sign+in", sms, StringComparison.Ordinal);
        Assert.True(await _cluster.Grain<ICodeGrain>("phone:" + phone).RedeemAsync(CodePurpose.SignIn, null, Home, requested.Value.FlowId, code));
    }

    [Fact]
    public async Task Request_ByStrangersAtOnePlace_LeavesThePersonCodesAndTheirRunningOne()
    {
        var person = await RegisterAsync();
        var owners = await RequestAsync(person);
        var code = (await mail.Mails.WaitForAsync(person)).Code;

        for (var i = 0; i < 6; i++)
        {
            _cluster.Time.Advance(TimeSpan.FromSeconds(61));
            await Code(person).RequestAsync(CodePurpose.SignIn, null, "v4:strangers", "id");
        }

        Assert.True((await Code(person).RequestAsync(CodePurpose.SignIn, null, "v4:another home", "id")).IsSuccess);
        Assert.True(await RedeemAsync(person, owners.FlowId, code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_MoreThanFiveInAnHour_AnswersTheSameFlowWithoutAnotherMail_KnownOrNot(bool hasAccount)
    {
        var email = hasAccount ? await RegisterAsync() : _cluster.NewEmail();
        var flows = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            flows.Add((await RequestAsync(email)).FlowId);
            _cluster.Time.Advance(TimeSpan.FromSeconds(61));
        }

        Assert.Equal(5, flows.Distinct().Count());
        Assert.Equal(flows[4], flows[6]);
        Assert.Equal(5, await _cluster.Database.ScalarAsync<int>(
            "select jsonb_array_length(state -> 'sent') from grain_state where kind = 'code' and id = $1", "email:" + email));
    }

    [Fact]
    public async Task RequestChange_ToManyAddresses_IsBoundedByAccountAndDay()
    {
        var id = GrainCluster.NewId();
        Assert.True((await _cluster.Account(id).RegisterAsync(_cluster.NewPerson())).IsSuccess);
        var codes = _cluster.Grain<IOneTimeCodeGrain>("0");
        var addresses = Enumerable.Range(0, 6).Select(_ => _cluster.NewEmail()).ToArray();

        foreach (var address in addresses[..5])
            Assert.True((await RequestChangeAsync(address)).IsSuccess);
        var sixth = await RequestChangeAsync(addresses[5]);
        _cluster.Time.Advance(TimeSpan.FromSeconds(61));
        var known = await RequestChangeAsync(addresses[0]);
        _cluster.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(("too_many_recipients", ErrorKind.Limited), (sixth.Error?.Code, sixth.Error?.Kind));
        Assert.True(known.IsSuccess);
        Assert.True((await RequestChangeAsync(addresses[5])).IsSuccess);

        Task<Result<CodeRequested>> RequestChangeAsync(string email) =>
            codes.RequestChangeAsync(new RequestIdentifierChange(id, email, null, HasJustSignedIn: true, null, "id"));
    }

    [Fact]
    public async Task Request_ToANumberOfAnotherCountry_IsRefusedWhoeverHasIt()
    {
        var refused = await _cluster.Grain<IOneTimeCodeGrain>("0").RequestAsync(new RequestCode(CodePurpose.SignIn, null, "+882121234567", "id"));

        Assert.Equal("country_not_served", refused.Error?.Fields[0].Code);
    }

    [Fact]
    public async Task Reset_WithAPasswordMadeOfOnesOwnName_LeavesTheCodeAndTellsNobodyElse()
    {
        var person = await RegisterAsync();
        var codes = _cluster.Grain<IOneTimeCodeGrain>("0");
        var requested = (await codes.RequestAsync(new RequestCode(CodePurpose.ResetPassword, person, null, "id", Home))).Value!;
        var code = (await mail.Mails.WaitForAsync(person)).Code;
        var own = new ResetPassword(person, null, requested.FlowId, code, "siti aminah", Home);

        var guess = await codes.ResetPasswordAsync(own with { Code = code == "00000000" ? "11111111" : "00000000" });
        var refused = await codes.ResetPasswordAsync(own);
        var reset = await codes.ResetPasswordAsync(own with { NewPassword = "perahu pagi di Derawan" });

        Assert.Equal(8, code.Length);
        Assert.Equal(CodeErrors.CodeInvalid, guess.Error);
        Assert.Equal("password_guessable", refused.Error?.Fields[0].Code);
        Assert.True(reset.IsSuccess, $"{reset.Error}");
    }

    [Fact]
    public async Task Redeem_Wrong_IsCountedForThePersonInOneRecord()
    {
        var (id, person) = (GrainCluster.NewId(), _cluster.NewPerson());
        Assert.True((await _cluster.Account(id).RegisterAsync(person)).IsSuccess);
        var requested = await RequestAsync(person.Email!);
        var code = (await mail.Mails.WaitForAsync(person.Email!)).Code;

        for (var i = 0; i < 3; i++)
            Assert.False(await RedeemAsync(person.Email!, requested.FlowId, code == "000000" ? "000001" : "000000"));

        await Eventually.EqualAsync("three wrong codes on record", 3L, () => _cluster.Database.ScalarAsync<long>(
            "select coalesce(sum(detail::bigint), 0)::bigint from security_event where account_id = $1 and type = 'code.failed'", id));
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
        var requested = await Code(email).RequestAsync(CodePurpose.SignIn, null, Home, "id");
        Assert.True(requested.IsSuccess, $"{requested.Error}");
        return requested.Value;
    }

    private Task<bool> RedeemAsync(string email, string flowId, string code) => Code(email).RedeemAsync(CodePurpose.SignIn, null, Home, flowId, code);

    /// <summary>An account; answers its address.</summary>
    private async Task<string> RegisterAsync()
    {
        var person = _cluster.NewPerson();
        Assert.True((await _cluster.Account(GrainCluster.NewId()).RegisterAsync(person)).IsSuccess);
        return person.Email!;
    }
}
