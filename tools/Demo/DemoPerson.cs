namespace Nusaloka.Demo;

/// <summary>Someone in the demo data set. None of them is real.</summary>
/// <param name="Key">Names the person in this data set; the account's id is made from it, so it is the same everywhere.</param>
/// <param name="FullName">One word is a name.</param>
/// <param name="Phone">From 0811-1000-xxx: never dialled by us.</param>
/// <param name="Role">What they may do.</param>
/// <param name="TopUp">What they put into their wallet, in rupiah.</param>
internal sealed record DemoPerson(string Key, string FullName, string Phone, string Role, long TopUp)
{
    /// <summary>Whether the role is one that programs do not give.</summary>
    public bool IsStaff => Role is "officer" or "admin";

    public string Email => $"{Key}@demo.nusaloka.id";
}
