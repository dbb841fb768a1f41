using Nusaloka.Profiles;

namespace Nusaloka.Grains.Tests.Profiles;

/// <summary>Addresses that are right.</summary>
internal static class Addresses
{
    public static readonly AddressFields Home = new(
        "Rumah", "Siti", "+6281234567890", "Jalan Kenanga 5", "003/005", "Tlogomas", "Lowokwaru", "Kota Malang", "Jawa Timur", "65144", "");

    public static SaveAddress New(string id, bool isDefault = false) => new(id, IsNew: true, Home with { Label = "Rumah " + id }, isDefault, null);
}
