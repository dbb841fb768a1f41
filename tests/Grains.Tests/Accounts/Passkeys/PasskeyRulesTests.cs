using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Grains.Accounts.Passkeys;

namespace Nusaloka.Grains.Tests.Accounts.Passkeys;

/// <summary>The decisions about an account's passkeys.</summary>
public sealed class PasskeyRulesTests
{
    private const string Account = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    private static readonly DateTimeOffset Now = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Add_Several_NumbersThoseWithoutAName()
    {
        var state = With(New("a"), New("b", name: "Passkey 3"), New("c"));

        Assert.Equal(["Passkey 1", "Passkey 3", "Passkey 4"], state.Passkeys.Select(static one => one.Name));
        Assert.Equal(3, state.Passkeys.Select(static one => one.Id).Distinct().Count());
        Assert.Equal(PasskeyAdded.Type, Assert.Single(state.PendingEvents).Type);
    }

    [Fact]
    public void Add_OneThatIsThere_IsTaken() => Assert.Equal(PasskeyErrors.Taken, PasskeyRules.Add(Account, With(New("a")), New("a"), Now).Error);

    [Fact]
    public void Add_MoreThanTen_IsRefused()
    {
        var state = With([.. Enumerable.Range(0, IPasskeysGrain.MaxPasskeys).Select(static i => New($"{i}"))]);

        Assert.Equal(PasskeyErrors.LimitReached, PasskeyRules.Add(Account, state, New("one more"), Now).Error);
    }

    [Theory]
    [InlineData("", "AAAA")]
    [InlineData("AAAA", "AAAA")]
    [InlineData("not base64url!", "AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA", "")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA", "***")]
    public void Add_WithWhatIsNoCredential_IsInvalid(string credentialId, string publicKey) =>
        Assert.Equal("validation_failed", PasskeyRules.Add(Account, new PasskeysState(), New("a") with { CredentialId = credentialId, PublicKey = publicKey }, Now).Error?.Code);

    [Fact]
    public void Add_AtTheBounds_IsTakenAndBeyondThemInvalid()
    {
        Assert.True(PasskeyRules.Add(Account, new PasskeysState(), New("a") with { CredentialId = Text(1023), PublicKey = Text(2048) }, Now).IsSuccess);
        Assert.True(PasskeyRules.Add(Account, new PasskeysState(), New("a") with { CredentialId = Text(16), SignCount = uint.MaxValue }, Now).IsSuccess);
        Assert.False(PasskeyRules.Add(Account, new PasskeysState(), New("a") with { CredentialId = Text(1024) }, Now).IsSuccess);
        Assert.False(PasskeyRules.Add(Account, new PasskeysState(), New("a") with { CredentialId = Text(15) }, Now).IsSuccess);
        Assert.False(PasskeyRules.Add(Account, new PasskeysState(), New("a") with { PublicKey = Text(2049) }, Now).IsSuccess);
        Assert.False(PasskeyRules.Add(Account, new PasskeysState(), New("a") with { SignCount = -1 }, Now).IsSuccess);
        Assert.False(PasskeyRules.Add(Account, new PasskeysState(), New("a") with { SignCount = uint.MaxValue + 1L }, Now).IsSuccess);
    }

    [Fact]
    public void Add_WithStrangeTransports_KeepsThoseThatLookLikeOne()
    {
        var command = New("a") with { Transports = ["internal", "", "internal", new string('x', 33), "a b", "hybrid", "1", "2", "3", "4", "5", "6", "7", "8"] };

        var state = With(command);

        Assert.Equal(["internal", "hybrid", "1", "2", "3", "4", "5", "6"], state.Passkeys[0].Transports.AsEnumerable());
    }

    [Fact]
    public void Remove_TheLastOne_NeedsAPassword()
    {
        var (one, two) = (With(New("a")), With(New("a"), New("b")));

        Assert.Equal(PasskeyErrors.LastFactor, PasskeyRules.Remove(Account, one, one.Passkeys[0].Id, hasPassword: false, null, default).Error);
        Assert.True(PasskeyRules.Remove(Account, one, one.Passkeys[0].Id, hasPassword: true, null, default).IsSuccess);
        Assert.True(PasskeyRules.Remove(Account, two, two.Passkeys[0].Id, hasPassword: false, null, default).IsSuccess);
        Assert.Equal(PasskeyErrors.NotFound, PasskeyRules.Remove(Account, one, "another", hasPassword: false, null, default).Error);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, true)]
    [InlineData(5, 6, true)]
    [InlineData(5, 4_294_967_295, true)]
    [InlineData(5, 5, false)]
    [InlineData(5, 4, false)]
    [InlineData(5, 0, false)]
    [InlineData(4_294_967_295, 0, false)]
    public void Use_ByTheCounter_IsAllowedOrToldAndRefused(long stored, long presented, bool isAllowed)
    {
        var state = With(New("a") with { SignCount = stored });

        var (next, answer) = PasskeyRules.Use(Account, state, Use(state, presented), Now);

        if (isAllowed)
        {
            Assert.Equal((presented, Now), (answer.Value?.SignCount, answer.Value?.LastUsedAt));
            Assert.Equal(answer.Value, Assert.Single(next.Passkeys));
            Assert.Empty(next.PendingEvents);
        }
        else
        {
            Assert.Equal(PasskeyErrors.Refused, answer.Error);
            Assert.Equal(state.Passkeys, next.Passkeys);
            Assert.Equal(new PasskeyCounterWentBack(Account, state.Passkeys[0].Id, stored, presented), Assert.Single(next.PendingEvents).Payload);
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Use_WithAnotherEligibility_IsAllowedAndTold(bool before, bool after)
    {
        var state = With(New("a") with { IsBackupEligible = before });

        var (next, answer) = PasskeyRules.Use(Account, state, Use(state, 0) with { IsBackupEligible = after, IsBackedUp = after }, Now);

        Assert.Equal((after, after), (answer.Value?.IsBackupEligible, answer.Value?.IsBackedUp));
        Assert.Equal(new PasskeyBackupEligibilityChanged(Account, state.Passkeys[0].Id, after), Assert.Single(next.PendingEvents).Payload);
    }

    [Fact]
    public void Use_OneThatIsNotThere_IsRefusedAndChangesNothing()
    {
        var state = With(New("a"));

        var (next, answer) = PasskeyRules.Use(Account, state, new UsePasskey(Text(20), 1, false, false), Now);

        Assert.Equal(PasskeyErrors.Refused, answer.Error);
        Assert.Same(state, next);
    }

    private static UsePasskey Use(PasskeysState state, long counter) => new(state.Passkeys[0].CredentialId, counter, state.Passkeys[0].IsBackupEligible, false);

    private static PasskeysState With(params ReadOnlySpan<AddPasskey> commands)
    {
        var state = new PasskeysState();
        foreach (var command in commands)
        {
            var next = PasskeyRules.Add(Account, state, command, Now);
            Assert.True(next.IsSuccess, next.Error?.ToString());
            state = next.Value;
        }

        return state;
    }

    private static AddPasskey New(string credential, string? name = null) => new(
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(credential))), Text(77), 0, ["internal"], false, false, name);

    private static string Text(int bytes) => Base64Url.EncodeToString(new byte[bytes]);
}
