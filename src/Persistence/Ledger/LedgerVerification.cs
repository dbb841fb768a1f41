namespace Nusaloka.Persistence.Ledger;

/// <summary>What came of reading the whole ledger.</summary>
/// <param name="Transfers">How many transfers there are.</param>
/// <param name="Batches">How many batches.</param>
/// <param name="Chains">How many chains they make.</param>
/// <param name="Digest">
/// SHA-256 over the ends of all chains, in hexadecimal. Kept elsewhere it is proof: as long as nothing was added, the same ledger has the
/// same digest.
/// </param>
/// <param name="Finding">The first row that is not what was written; null when all are.</param>
public sealed record LedgerVerification(long Transfers, long Batches, long Chains, string Digest, LedgerFinding? Finding);
