namespace Nusaloka.Persistence.Ledger;

/// <summary>A row of the ledger that is not what was written.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its primary key.</param>
/// <param name="What">What is wrong, with the column where that can be told.</param>
public sealed record LedgerFinding(string Table, string Key, string What)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"{Table} {Key}: {What}";
}
