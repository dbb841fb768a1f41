using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

public sealed class AccountRulesTests
{
    private const string Id = "0198c5a0-0000-7000-8000-000000000001";

    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Registration Siti = Registration.Parse(
        new RegisterAccount("Siti", "siti@nusaloka.id", "081234567890", "kata-sandi-1", Role.Seller)).Value!;

    [Fact]
    public void Open_ARegistration_IsAnAccountAndAnEventForWhatFollows()
    {
        var state = AccountRules.Open(Id, Siti, "hash", Noon);

        Assert.Equal(
            new Account(Id, "Siti", "siti@nusaloka.id", "+6281234567890", Role.Seller, 1, Noon, Noon), AccountRules.View(Id, state));
        Assert.True(state.IsOpen);
        Assert.Equal("hash", state.PasswordHash);
        var registered = Assert.Single(state.PendingEvents);
        Assert.Equal(AccountRegistered.Type, registered.Type);
        Assert.Equal<string>(["email:siti@nusaloka.id", "phone:+6281234567890"], Assert.IsType<AccountRegistered>(registered.Payload).IdentifierKeys);
    }

    [Fact]
    public void Update_OpenAccount_ChangesTheNameAndTheVersionOnly()
    {
        var before = AccountRules.Open(Id, Siti, "hash", Noon);

        var after = AccountRules.Update(before, new UpdateProfile(" Siti Aminah ", 1), Noon.AddMinutes(1)).Value;

        Assert.Equal(before with { FullName = "Siti Aminah", Version = 2, UpdatedAt = Noon.AddMinutes(1), PendingEvents = after!.PendingEvents }, after);
        Assert.Empty(after.PendingEvents);
    }

    [Fact]
    public void Update_WithoutExpectedVersion_ChangesWhateverIsThere() =>
        Assert.Equal(2, AccountRules.Update(AccountRules.Open(Id, Siti, "hash", Noon), new UpdateProfile("Siti", null), Noon).Value?.Version);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Update_OtherVersion_IsRefused(long expected) =>
        Assert.Equal(AccountErrors.VersionMismatch, AccountRules.Update(AccountRules.Open(Id, Siti, "hash", Noon), new UpdateProfile("Siti", expected), Noon).Error);

    [Fact]
    public void Update_NoName_IsRefused() =>
        Assert.Equal("validation_failed", AccountRules.Update(AccountRules.Open(Id, Siti, "hash", Noon), new UpdateProfile("", null), Noon).Error?.Code);

    [Fact]
    public void Update_NoAccountOrAClosedOne_IsNotFound()
    {
        var closed = AccountRules.Close(Id, AccountRules.Open(Id, Siti, "hash", Noon), Noon);

        Assert.Equal(AccountErrors.NotFound, AccountRules.Update(closed, new UpdateProfile("Siti", null), Noon).Error);
        Assert.Equal(AccountErrors.NotFound, AccountRules.Update(new AccountState(), new UpdateProfile("Siti", null), Noon).Error);
    }

    [Fact]
    public void Close_AnAccount_LeavesNothingPersonal()
    {
        var closed = AccountRules.Close(Id, AccountRules.Open(Id, Siti, "hash", Noon), Noon.AddDays(1));

        Assert.Equal(AccountStatus.Closed, closed.Status);
        Assert.False(closed.IsOpen);
        Assert.Equal(("", null, null, ""), (closed.FullName, closed.Email, closed.Phone, closed.PasswordHash));
        Assert.Equal((2, Noon, Noon.AddDays(1)), (closed.Version, closed.CreatedAt, closed.UpdatedAt));
        var payload = Assert.IsType<AccountClosed>(Assert.Single(closed.PendingEvents).Payload);
        Assert.Equal<string>(["email:siti@nusaloka.id", "phone:+6281234567890"], payload.IdentifierKeys);
    }

    [Fact]
    public void IsSame_TheRegistrationThatMadeIt_IsTrue() => Assert.True(AccountRules.IsSame(AccountRules.Open(Id, Siti, "hash", Noon), Siti));

    [Fact]
    public void IsSame_AnyOtherField_IsFalse()
    {
        var state = AccountRules.Open(Id, Siti, "hash", Noon);

        Assert.False(AccountRules.IsSame(state, Siti with { FullName = "Budi" }));
        Assert.False(AccountRules.IsSame(state, Siti with { Email = null }));
        Assert.False(AccountRules.IsSame(state, Siti with { Phone = new Identifier(IdentifierKind.Phone, "+6281234567891") }));
        Assert.False(AccountRules.IsSame(state, Siti with { Role = Role.Admin }));
    }
}
