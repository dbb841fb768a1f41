using System.Collections.Immutable;

namespace Nusaloka.Profiles;

/// <summary>A place in Indonesia where a person gets things.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Fields">What is written on the envelope.</param>
/// <param name="IsDefault">Whether it is the one that is meant when none is named.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Address")]
public sealed record Address(
    [property: Id(0)] string Id,
    [property: Id(1)] AddressFields Fields,
    [property: Id(2)] bool IsDefault);

/// <summary>What stands in an Indonesian address. All are trimmed and have no control characters.</summary>
/// <param name="Label">What the person calls it, such as Rumah: 1 to 40 characters.</param>
/// <param name="RecipientName">1 to 100 characters; one word is a name.</param>
/// <param name="Phone">The recipient's, in E.164.</param>
/// <param name="Street">Street and number (jalan): 1 to 200 characters.</param>
/// <param name="RtRw">Neighbourhood numbers such as 003/005; null when there are none.</param>
/// <param name="Village">Kelurahan or desa: 1 to 60 characters.</param>
/// <param name="District">Kecamatan: 1 to 60 characters.</param>
/// <param name="City">Kota or kabupaten: 1 to 60 characters.</param>
/// <param name="Province">Provinsi: 1 to 60 characters.</param>
/// <param name="PostalCode">Five digits, the first not zero.</param>
/// <param name="Notes">For who delivers: at most 200 characters; may be empty.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.AddressFields")]
public sealed record AddressFields(
    [property: Id(0)] string Label,
    [property: Id(1)] string RecipientName,
    [property: Id(2)] string Phone,
    [property: Id(3)] string Street,
    [property: Id(4)] string? RtRw,
    [property: Id(5)] string Village,
    [property: Id(6)] string District,
    [property: Id(7)] string City,
    [property: Id(8)] string Province,
    [property: Id(9)] string PostalCode,
    [property: Id(10)] string Notes)
{
    /// <summary>For logs: without the place.</summary>
    public override string ToString() => nameof(AddressFields);
}

/// <summary>All addresses of a person.</summary>
/// <param name="Addresses">Oldest first; at most <see cref="ProfileLimits.MaxAddresses"/>.</param>
/// <param name="Version">Grows with each change; the ETag of the API.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.AddressBook")]
public sealed record AddressBook(
    [property: Id(0)] ImmutableArray<Address> Addresses,
    [property: Id(1)] long Version);
