using Nusaloka.Accounts;
using Nusaloka.Grains.Profiles;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Tests.Profiles;

public sealed class AddressRulesTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Save_First_IsTheDefaultWhateverIsSaid()
    {
        var state = Saved(new ProfileState(), Addresses.New("a"));

        Assert.True(Assert.Single(state.Addresses).IsDefault);
        Assert.Equal((1, Noon), (state.Version, state.UpdatedAt));
    }

    [Fact]
    public void Save_AnotherDefault_LeavesExactlyOne()
    {
        var state = Saved(Saved(Saved(new ProfileState(), Addresses.New("a")), Addresses.New("b")), Addresses.New("c", isDefault: true));

        Assert.Equal([("a", false), ("b", false), ("c", true)], state.Addresses.Select(static address => (address.Id, address.IsDefault)));
    }

    [Fact]
    public void Save_TheDefaultAsNoDefault_StaysIt()
    {
        var state = Saved(Saved(new ProfileState(), Addresses.New("a")), Addresses.New("b"));

        var changed = Saved(state, new SaveAddress("a", false, Addresses.Home with { Label = "Kos" }, false, state.Version));

        Assert.Equal([("Kos", true), ("Rumah b", false)], changed.Addresses.Select(static address => (address.Fields.Label, address.IsDefault)));
    }

    [Fact]
    public void Save_TheSameAgain_ChangesNothing()
    {
        var state = Saved(new ProfileState(), Addresses.New("a"));

        Assert.Same(state, Saved(state, Addresses.New("a")));
    }

    [Fact]
    public void Save_AgainUnderItsKey_ChangesNothingAndRefusesSomethingElse()
    {
        var added = new SaveAddress("a", true, Addresses.Home, false, null, "f-1");
        var changed = Saved(Saved(new ProfileState(), added), new SaveAddress("a", false, Addresses.Home with { Label = "Kos" }, false, null));
        var removed = AddressRules.Remove(changed, "a", null, Noon).Value!;

        Assert.Same(changed, Saved(changed, added));
        Assert.Equal(ProfileErrors.KeyReused, AddressRules.Save(changed, added with { Fields = Addresses.Home with { Label = "Toko" }, Fingerprint = "f-2" }, Noon).Error);
        Assert.Equal(ProfileErrors.AddressNotFound, AddressRules.Save(removed, added, Noon).Error);
    }

    [Fact]
    public void Save_MoreThanTen_IsRefused()
    {
        var state = Enumerable.Range(0, ProfileLimits.MaxAddresses).Aggregate(
            new ProfileState(), static (state, number) => Saved(state, Addresses.New($"{number}")));

        Assert.Equal(ProfileErrors.AddressLimit, AddressRules.Save(state, Addresses.New("one too many"), Noon).Error);
        Assert.True(AddressRules.Save(state, Addresses.New("3", isDefault: true), Noon).IsSuccess);
    }

    [Fact]
    public void Save_OtherVersionOrNobodysId_IsRefused()
    {
        var state = Saved(new ProfileState(), Addresses.New("a"));

        Assert.Equal(AccountErrors.VersionMismatch, AddressRules.Save(state, Addresses.New("b") with { ExpectedVersion = 0 }, Noon).Error);
        Assert.Equal(ProfileErrors.AddressNotFound, AddressRules.Save(state, new SaveAddress("b", false, Addresses.Home, false, null), Noon).Error);
    }

    [Fact]
    public void Save_WrittenAsPeopleDo_IsKeptInOneForm()
    {
        var written = Addresses.Home with { Phone = "0812-3456-7890", RtRw = " 3/5 ", City = "  Kota Malang " };

        var fields = Saved(new ProfileState(), new SaveAddress("a", true, written, false, null)).Addresses[0].Fields;

        Assert.Equal(("+6281234567890", "003/005", "Kota Malang"), (fields.Phone, fields.RtRw, fields.City));
    }

    [Fact]
    public void Save_EveryFieldWrong_NamesAll()
    {
        var wrong = new AddressFields("", "\u0007", "12", new string('x', 201), "a/b", "", "", "", "", "01234", new string('x', 201));

        var error = AddressRules.Save(new ProfileState(), new SaveAddress("a", true, wrong, false, null), Noon).Error;

        Assert.Equal(
            ["/city", "/district", "/label", "/notes", "/phone", "/postal_code", "/province", "/recipient_name", "/rt_rw", "/street", "/village"],
            error?.Fields.Select(static field => field.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Remove_TheDefault_MakesTheOldestLeftTheDefault()
    {
        var state = Saved(Saved(Saved(new ProfileState(), Addresses.New("a")), Addresses.New("b")), Addresses.New("c"));

        var left = AddressRules.Remove(state, "a", state.Version, Noon).Value!;

        Assert.Equal([("b", true), ("c", false)], left.Addresses.Select(static address => (address.Id, address.IsDefault)));
        Assert.Equal(ProfileErrors.AddressNotFound, AddressRules.Remove(left, "a", null, Noon).Error);
        Assert.Equal(AccountErrors.VersionMismatch, AddressRules.Remove(left, "b", state.Version, Noon).Error);
    }

    [Fact]
    public void Remove_TheLast_LeavesNone() =>
        Assert.Empty(AddressRules.Remove(Saved(new ProfileState(), Addresses.New("a")), "a", null, Noon).Value!.Addresses);

    private static ProfileState Saved(ProfileState state, SaveAddress command)
    {
        var saved = AddressRules.Save(state, command, Noon);
        Assert.True(saved.IsSuccess, string.Join(", ", saved.Error?.Fields ?? []));
        return saved.Value;
    }
}
