using System.Security.Cryptography;
using Npgsql;
using Nusaloka.Bench.Measuring;
using Nusaloka.Departures;

namespace Nusaloka.Bench.Booking;

/// <summary>
/// One departure that many book at once. Each caller goes through the life of a booking of one seat, a step with each call: hold, confirm, and, so that seats never
/// run out, release. Each step is durable when it is answered.
/// </summary>
internal sealed class BusyDeparture
{
    private readonly IDepartureGrain _grain;
    private readonly string _id;
    private readonly Caller[] _callers;
    private readonly int _soldBefore;

    private BusyDeparture(IDepartureGrain grain, string id, int callers, int soldBefore) => (_grain, _id, _callers, _soldBefore) =
        (grain, id, [.. Enumerable.Range(0, callers).Select(static _ => new Caller())], soldBefore);

    /// <summary>Makes a departure with so many seats, of which some are sold.</summary>
    public static async Task<BusyDeparture> CreateAsync(BenchContext context, int capacity, int sold, int callers)
    {
        var id = NewId();
        var grain = context.Grains.GetGrain<IDepartureGrain>(id);
        var starts = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);
        Done(await grain.SaveAsync(new SaveDeparture(NewId(), NewId(), starts, 3, "Asia/Makassar", capacity, 1, null, null, null)));
        foreach (var chunk in Enumerable.Range(0, sold).Chunk(200))
        {
            foreach (var answer in await Task.WhenAll(chunk.Select(_ => grain.ConfirmAsync(new ConfirmSeats(NewId(), 1)))))
                Done(answer);
        }

        return new BusyDeparture(grain, id, callers, sold);
    }

    /// <summary>The next step of a caller's booking.</summary>
    public async Task StepAsync(int number)
    {
        var caller = _callers[number];
        switch (caller.Step++ % 3)
        {
            case 0:
                caller.Booking = NewId();
                Done(await _grain.HoldAsync(new HoldSeats(caller.Booking, caller.Booking, 1, TimeProvider.System.GetUtcNow().AddMinutes(10))));
                break;
            case 1:
                Done(await _grain.ConfirmAsync(new ConfirmSeats(caller.Booking, 1)));
                break;
            default:
                if (!(await _grain.ReleaseAsync(caller.Booking)).IsSuccess)
                    throw new InvariantBrokenException("A release was refused.");
                break;
        }
    }

    /// <summary>What the callers were told must be what is stored: who is between hold and confirm holds one seat, who is before release has bought one.</summary>
    public async Task CheckAsync(string postgres)
    {
        var held = _callers.Count(static caller => caller.Step % 3 == 1);
        var sold = _soldBefore + _callers.Count(static caller => caller.Step % 3 == 2);
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select held, sold, capacity - free from departure where id = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = _id } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        if ((reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2)) != (held, sold, held + sold))
        {
            throw new InvariantBrokenException(
                $"{held} seats are held and {sold} sold by what was answered; stored are {reader.GetInt32(0)} and {reader.GetInt32(1)}.");
        }
    }

    /// <summary>An id that no other has.</summary>
    public static string NewId() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString();

    private static void Done<T>(Result<T> answer)
        where T : class
    {
        if (!answer.IsSuccess)
            throw new InvariantBrokenException($"A step that must succeed was refused: {answer.Error.Code}.");
    }

    private sealed class Caller
    {
        public int Step { get; set; }

        public string Booking { get; set; } = "";
    }
}
