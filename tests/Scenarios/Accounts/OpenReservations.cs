using Npgsql;

namespace Nusaloka.Scenarios.Accounts;

/// <summary>Identifiers that somebody reserved and did not get yet: a crash leaves them, and their time runs out.</summary>
internal static class OpenReservations
{
    /// <summary>How many there are.</summary>
    public static Task<long> CountAsync(NpgsqlDataSource database) => CountAsync(database, "");

    /// <summary>How many of them still hold.</summary>
    public static Task<long> CountUnexpiredAsync(NpgsqlDataSource database) =>
        CountAsync(database, "and (state ->> 'reserved_until')::timestamptz > clock_timestamp()");

    private static async Task<long> CountAsync(NpgsqlDataSource database, string condition)
    {
        await using var command = database.CreateCommand($"select count(*) from grain_state where state ->> 'reserved_until' is not null {condition}");
        return await command.ExecuteScalarAsync() is long count ? count : throw new InvalidOperationException("The reservations could not be counted.");
    }
}
