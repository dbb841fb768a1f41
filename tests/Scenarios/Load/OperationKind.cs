namespace Nusaloka.Scenarios.Load;

/// <summary>What a client of the load asks for.</summary>
internal enum OperationKind
{
    TopUp,
    Debit,
    Transfer,
    Balance,
    Statement,
    Registration,
}
