namespace Nusaloka.Testing;

/// <summary>Numbers of identity cards: a document verifies one account, so each test takes one that no other has.</summary>
public static class Nik
{
    private const int Regions = 10_000;

    private static int _count;

    /// <summary>A well-formed number that this process has not given before; it ends in 0002.</summary>
    public static string Next() => $"35{Interlocked.Increment(ref _count) % Regions:0000}4605950002";
}
