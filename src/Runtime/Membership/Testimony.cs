namespace Nusaloka.Runtime.Membership;

/// <summary>What a silo tells another that cannot ask the table of members itself.</summary>
/// <param name="Contact">Whether the silo reaches the table.</param>
/// <param name="View">The newest view it knows.</param>
internal sealed record Testimony(TableContact Contact, ClusterView View);
