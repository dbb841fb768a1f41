using System.Text;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>The leaves that the program makes are those that PostgreSQL makes.</summary>
public sealed class LedgerLeafTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Leaf_OfRandomTransfers_IsThatOfThePostgresFunction()
    {
        var seed = Random.Shared.Next();
        var (random, leaf) = (new Random(seed), new LedgerLeaf());
        for (var i = 0; i < 300; i++)
        {
            var transfer = Draw(random);
            var at = new DateTime(random.NextInt64(DateTime.UnixEpoch.Ticks, new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks) / 10 * 10, DateTimeKind.Utc);
            var ours = new byte[LedgerLeaf.Size];

            leaf.Write(transfer, at, ours);

            var operation = transfer.Operation;
            var theirs = await database.ScalarAsync<byte[]>(
                "select ledger_leaf($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, nullif($12, '-'), $13, $14)",
                operation.Id, operation.Kind, transfer.Debit.Id, transfer.Credit.Id, transfer.Debit.Code, transfer.Credit.Code, transfer.DebitSeq, transfer.CreditSeq,
                operation.Amount, (short)operation.Currency, operation.Description, operation.Reference ?? "-", operation.Fingerprint, at);
            Assert.True(theirs.AsSpan().SequenceEqual(ours), $"seed {seed}, transfer {i}: {operation}");
        }
    }

    private static DecidedTransfer Draw(Random random)
    {
        var id = new byte[16];
        random.NextBytes(id);
        var operation = new LedgerOperation(LedgerVerb.Transfer, new Guid(id), Text(random, 50), Currency.Idr)
        {
            Kind = (short)random.Next(short.MinValue, short.MaxValue),
            CreditCode = Text(random, 50),
            Amount = random.NextInt64(),
            Description = Text(random, 400),
            Reference = random.Next(2) == 0 ? null : Text(random, 600),
            Fingerprint = Text(random, 100),
        };
        return new DecidedTransfer(
            operation, Account(operation.DebitCode, random), Account(operation.CreditCode, random), random.NextInt64(), random.NextInt64(), 0, 0);
    }

    private static AccountState Account(string code, Random random) =>
        new() { Id = random.NextInt64(), Code = code, Currency = Currency.Idr, Floor = null, Tier = null, IsClosed = false };

    // Letters of one, two, three and four bytes.
    private static string Text(Random random, int most)
    {
        var text = new StringBuilder();
        for (var letters = random.Next(most); letters > 0; letters--)
            text.Append(new Rune(random.Next(4) switch { 0 => random.Next('a', 'z'), 1 => random.Next(0xc0, 0x17f), 2 => random.Next(0x4e00, 0x9fff), _ => random.Next(0x1f300, 0x1f5ff) }));
        return text.ToString();
    }
}
