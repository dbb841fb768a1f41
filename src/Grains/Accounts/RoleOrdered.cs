using Nusaloka.Accounts;

namespace Nusaloka.Grains.Accounts;

/// <summary>Whoever runs the silos has ordered a role for an account: how the first admin comes about.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Role">Which.</param>
public sealed record RoleOrdered(string AccountId, Role Role)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "account.role_ordered";

    /// <summary>What the event is about, as the outbox names its source.</summary>
    public const string SourceKind = "role-order";

    /// <summary>Who stands in the account's security events for it.</summary>
    public const string By = "operator";
}
