using System.Collections.Frozen;

namespace Nusaloka.Accounts.Programs;

/// <summary>What programs of ours may do; each is configured with those that it needs. None of them gives anybody a role of staff.</summary>
public static class ProgramScopes
{
    /// <summary>Read accounts and what happened to them.</summary>
    public const string Accounts = "accounts";

    /// <summary>Open accounts for people, change their names and close accounts.</summary>
    public const string ManageAccounts = "accounts.manage";

    /// <summary>Read balances, transactions, payments, invoices and reports, and write reports.</summary>
    public const string Records = "records";

    /// <summary>Move money: transactions, top-ups, debits, credits, holds, and payments.</summary>
    public const string Money = "money";

    /// <summary>Say whose limits a wallet has.</summary>
    public const string Limits = "limits";

    /// <summary>Write invoices and note what becomes of them.</summary>
    public const string Invoices = "invoices";

    /// <summary>Compare ledger and gateways, and read what is not as it should be.</summary>
    public const string Reconciliation = "reconciliation";

    /// <summary>Have lists compared with what they list.</summary>
    public const string Synchronize = "sync";

    /// <summary>Tell people things, and look after what could not be delivered.</summary>
    public const string Notifications = "notifications";

    /// <summary>Those of a program that is configured with none: what its internal routes need.</summary>
    public const string Default = $"{Accounts} {Records} {Money} {Synchronize} {Notifications}";

    /// <summary>All there are.</summary>
    public static FrozenSet<string> All { get; } = new[]
    {
        Accounts, ManageAccounts, Records, Money, Limits, Invoices, Reconciliation, Synchronize, Notifications,
    }.ToFrozenSet(StringComparer.Ordinal);
}
