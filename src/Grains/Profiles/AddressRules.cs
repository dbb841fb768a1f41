using System.Collections.Immutable;
using Nusaloka.Accounts;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Profiles;

/// <summary>The decisions about a person's addresses. While there are any, exactly one is the default.</summary>
internal static class AddressRules
{
    private const int MaxPartLength = 60;

    /// <summary>So many keys are remembered: twice as many as there can be addresses.</summary>
    private const int MaxAdded = 2 * ProfileLimits.MaxAddresses;

    /// <summary>The addresses with one more, or one changed.</summary>
    public static Result<ProfileState> Save(ProfileState state, SaveAddress command, DateTimeOffset now)
    {
        if (command is { IsNew: true, Fingerprint: { } fingerprint } && state.Added.FirstOrDefault(one => one.Id == command.AddressId) is { } added)
            return AnswerRepeat(state, added, fingerprint);
        if (command.ExpectedVersion is { } expected && expected != state.Version)
            return AccountErrors.VersionMismatch;

        var index = IndexOf(state, command.AddressId);
        if (index < 0 && !command.IsNew)
            return ProfileErrors.AddressNotFound;
        if (index < 0 && state.Addresses.Length >= ProfileLimits.MaxAddresses)
            return ProfileErrors.AddressLimit;

        var fields = Parse(command.Fields);
        if (!fields.IsSuccess)
            return fields.Error;

        var isDefault = command.IsDefault || state.Addresses.IsEmpty || (index >= 0 && state.Addresses[index].IsDefault);
        var address = new Address(command.AddressId, fields.Value, isDefault);
        var others = isDefault ? [.. state.Addresses.Select(static other => other with { IsDefault = false })] : state.Addresses;
        var addresses = index < 0 ? others.Add(address) : others.SetItem(index, address);
        if (addresses.SequenceEqual(state.Addresses))
            return state;
        return state.Next(now) with
        {
            Addresses = addresses,
            Added = command is { IsNew: true, Fingerprint: { } asked }
                ? [.. state.Added.Append(new AddedAddress(command.AddressId, asked)).TakeLast(MaxAdded)]
                : state.Added,
        };
    }

    /// <summary>What was added stays as it is now; what was removed since does not come back.</summary>
    private static Result<ProfileState> AnswerRepeat(ProfileState state, AddedAddress added, string fingerprint) =>
        added.Fingerprint != fingerprint ? ProfileErrors.KeyReused
        : IndexOf(state, added.Id) < 0 ? ProfileErrors.AddressNotFound
        : state;

    /// <summary>The addresses without one of them.</summary>
    public static Result<ProfileState> Remove(ProfileState state, string addressId, long? expectedVersion, DateTimeOffset now)
    {
        if (expectedVersion is { } expected && expected != state.Version)
            return AccountErrors.VersionMismatch;
        var index = IndexOf(state, addressId);
        if (index < 0)
            return ProfileErrors.AddressNotFound;

        var left = state.Addresses.RemoveAt(index);
        if (state.Addresses[index].IsDefault && !left.IsEmpty)
            left = left.SetItem(0, left[0] with { IsDefault = true });
        return state.Next(now) with { Addresses = left };
    }

    private static int IndexOf(ProfileState state, string addressId)
    {
        for (var i = 0; i < state.Addresses.Length; i++)
        {
            if (state.Addresses[i].Id == addressId)
                return i;
        }

        return -1;
    }

    private static Result<AddressFields> Parse(AddressFields fields)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (!Identifier.TryParsePhone(fields.Phone, out var phone))
            wrong.Add(new FieldError("/phone", "invalid_phone", "Not a phone number such as 081234567890 or +6281234567890."));
        if (fields.PostalCode.Length != 5 || fields.PostalCode[0] == '0' || !fields.PostalCode.All(char.IsAsciiDigit))
            wrong.Add(new FieldError("/postal_code", "invalid_postal_code", "A postal code has five digits, the first not zero."));
        var rtRw = string.IsNullOrWhiteSpace(fields.RtRw) ? null : ParseRtRw(fields.RtRw, wrong);
        var parsed = new AddressFields(
            ProfileText.Parse(fields.Label, "/label", 1, 40, wrong),
            ProfileText.Parse(fields.RecipientName, "/recipient_name", 1, 100, wrong),
            phone?.Value ?? "",
            ProfileText.Parse(fields.Street, "/street", 1, 200, wrong),
            rtRw,
            ProfileText.Parse(fields.Village, "/village", 1, MaxPartLength, wrong),
            ProfileText.Parse(fields.District, "/district", 1, MaxPartLength, wrong),
            ProfileText.Parse(fields.City, "/city", 1, MaxPartLength, wrong),
            ProfileText.Parse(fields.Province, "/province", 1, MaxPartLength, wrong),
            fields.PostalCode,
            ProfileText.Parse(fields.Notes, "/notes", 0, 200, wrong));
        return wrong.Count > 0 ? Error.Validation(wrong.ToImmutable()) : parsed;
    }

    /// <summary>003/005, also when somebody writes 3/5.</summary>
    private static string? ParseRtRw(string text, ImmutableArray<FieldError>.Builder wrong)
    {
        var parts = text.Trim().Split('/', StringSplitOptions.TrimEntries);
        if (parts is [{ Length: >= 1 and <= 3 } rt, { Length: >= 1 and <= 3 } rw] && (rt + rw).All(char.IsAsciiDigit))
            return $"{rt.PadLeft(3, '0')}/{rw.PadLeft(3, '0')}";

        wrong.Add(new FieldError("/rt_rw", "invalid_rt_rw", "RT and RW are two numbers of up to three digits, such as 003/005."));
        return null;
    }
}
