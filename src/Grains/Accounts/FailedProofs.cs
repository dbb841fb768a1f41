using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Counts wrong passwords and codes until <see cref="FailedProofWriter"/> puts them on record. In memory, so that a wrong password takes the same
/// time whether or not somebody has the address, and a flood of them writes a row an hour: a process that dies takes a few seconds of it along.
/// </summary>
internal sealed class FailedProofs
{
    /// <summary>The type of the record of wrong passwords.</summary>
    public const string SignInType = "sign_in.failed";

    /// <summary>The type of the record of wrong codes.</summary>
    public const string CodeType = "code.failed";

    private const int MostSubjects = 10_000;

    private readonly TimeProvider _time;
    private readonly Counter<long> _passwords;
    private readonly Counter<long> _codes;
    private ConcurrentDictionary<FailedProof, int> _counts = new();

    public FailedProofs(TimeProvider time, IMeterFactory meters)
    {
        _time = time;
        var meter = meters.Create("Nusaloka.Accounts");
        _passwords = meter.CreateCounter<long>("nusaloka.sign_in.wrong_passwords", "{try}", "Wrong passwords, of people who are there and of others.");
        _codes = meter.CreateCounter<long>("nusaloka.codes.wrong", "{try}", "Wrong one-time codes, by purpose.");
    }

    /// <summary>A password was wrong.</summary>
    /// <param name="accountId">Whose it was to be; null for nobody's.</param>
    public void WrongPassword(string? accountId)
    {
        _passwords.Add(1);
        if (accountId is not null)
            Count(SignInType, accountId, identifierKey: null);
    }

    /// <summary>A code was wrong.</summary>
    /// <param name="purpose">What it was for.</param>
    /// <param name="accountId">Who showed it; null for somebody who is not signed in.</param>
    /// <param name="identifierKey">Where it went.</param>
    public void WrongCode(CodePurpose purpose, string? accountId, string identifierKey)
    {
        _codes.Add(1, new KeyValuePair<string, object?>("purpose", purpose.ToString()));
        Count(CodeType, accountId, accountId is null ? identifierKey : null);
    }

    /// <summary>What was counted since the last time.</summary>
    public IReadOnlyCollection<KeyValuePair<FailedProof, int>> Take() => Interlocked.Exchange(ref _counts, new()).ToArray();

    /// <summary>Counts again what could not be written.</summary>
    public void GiveBack(FailedProof proof, int count) => Volatile.Read(ref _counts).AddOrUpdate(proof, count, (_, known) => known + count);

    private void Count(string type, string? accountId, string? identifierKey)
    {
        var counts = Volatile.Read(ref _counts);
        var now = _time.GetUtcNow();
        var proof = new FailedProof(type, accountId, identifierKey, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour)));
        // So many people at once are an attack on all, which the metrics show.
        if (counts.Count < MostSubjects || counts.ContainsKey(proof))
            counts.AddOrUpdate(proof, 1, static (_, known) => known + 1);
    }
}

/// <summary>Wrong passwords or codes of one person in one hour.</summary>
/// <param name="Type">Which of the two.</param>
/// <param name="AccountId">Whose; null: whoever has the address.</param>
/// <param name="IdentifierKey">The address or number, where the account is not known.</param>
/// <param name="Hour">The beginning of the hour.</param>
internal readonly record struct FailedProof(string Type, string? AccountId, string? IdentifierKey, DateTimeOffset Hour);
