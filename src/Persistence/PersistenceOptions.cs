using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Persistence;

/// <summary>How a process talks to PostgreSQL. Validated when the host starts.</summary>
public sealed class PersistenceOptions
{
    /// <summary>Npgsql connection string. Required. What the other options name overrides what it says.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "The PostgreSQL connection string is missing: set NUSALOKA_POSTGRES.")]
    public string ConnectionString { get; set; } = "";

    /// <summary>Most grain state writes in one commit. Default 512, from 1 to 8,192.</summary>
    [Range(1, 8_192)]
    public int MaxBatchSize { get; set; } = 512;

    /// <summary>
    /// Connections that commit grain state at the same time; a grain always uses the same one. Default 1, from 1 to 16.
    /// More of them make smaller batches, and pay where a commit waits long for the disk while processors idle.
    /// </summary>
    [Range(1, 16)]
    public int WriteLanes { get; set; } = 1;

    /// <summary>Writes that may wait in each lane; one more is refused at once. Default 20,000, from 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int WriteQueueCapacity { get; set; } = 20_000;

    /// <summary>
    /// Accounts that the ledger's writer keeps in memory, so that it need not read them for each transfer; about 400 bytes each, the one
    /// that was not used for longest goes first. Default 200,000, from 1 to 10,000,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int CachedLedgerAccounts { get; set; } = 200_000;

    /// <summary>
    /// Connections that commit operations of the ledger at the same time, each those that share no account with the others'. Default 2,
    /// from 1 to 16. More of them pay where there are more processors, or where a commit waits long for the disk.
    /// </summary>
    [Range(1, 16)]
    public int LedgerLanes { get; set; } = 2;

    /// <summary>Most connections for everything but grain state writes, which have one per lane. Default 40, from 4 to 1,000.</summary>
    [Range(4, 1_000)]
    public int MaxPoolSize { get; set; } = 40;

    /// <summary>Time limit to open a connection. Default 5 s, from 1 s to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time limit of one command or batch. Default 20 s, below the response timeout of a grain call; from 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether the host applies missing migrations before anything else starts. Default true.</summary>
    public bool MigrateOnStart { get; set; } = true;
}
