using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Bench.Measuring;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Bench.Http;

/// <summary>
/// People who are registered and signed in by the grains that the API's own routes call: each has an account with a wallet, a session, and a token that the
/// session signed. Only their passwords are hashed with one round, as nobody signs in by one while transfers are measured: at 25 a second on two cores
/// 20,000 would take a quarter of an hour.
/// </summary>
internal static class ManyPeople
{
    private const string Password = "perahu kayu di Bira";
    private const int AtOnce = 256;

    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes passwords cheap in a process.</summary>
    public static void HashCheaply(IServiceCollection services)
    {
        services.RemoveAll<IValidateOptions<PasswordOptions>>();
        services.PostConfigure<PasswordOptions>(static options => options.Iterations = 1);
    }

    /// <summary>Makes them, and waits until all that follows from it, such as records of who signed in where, is done.</summary>
    public static async Task<(string Id, AuthenticationHeaderValue Token)[]> SignInAsync(IGrainFactory grains, string postgres, int count)
    {
        var people = new (string Id, AuthenticationHeaderValue Token)[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, token) => people[i] = await SignInAsync(grains, i, token));
        await EventsAreHandledAsync(postgres);
        return people;
    }

    private static async Task<(string Id, AuthenticationHeaderValue Token)> SignInAsync(IGrainFactory grains, int number, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var account = await grains.GetGrain<IAccountGrain>(id).RegisterAsync(
            new RegisterAccount($"Orang {number}", $"bench-{number}@contoh.id", Phone: null, Password), cancellationToken);
        if (!account.IsSuccess)
            throw new InvariantBrokenException($"Person {number} could not register: {account.Error.Code}.");
        var session = await grains.GetGrain<ISessionsGrain>(id).StartAsync(new StartSession("bench", [SignInMethods.Password]), cancellationToken);
        return session.IsSuccess
            ? (id, new AuthenticationHeaderValue("Bearer", session.Value.Token.Value))
            : throw new InvariantBrokenException($"Person {number} could not sign in: {session.Error.Code}.");
    }

    private static async Task EventsAreHandledAsync(string postgres)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select exists (select from outbox_event)", connection);
        var started = TimeProvider.System.GetTimestamp();
        while (await command.ExecuteScalarAsync() is true)
        {
            if (TimeProvider.System.GetElapsedTime(started) > MostPatience)
                throw new InvalidOperationException($"Events of people who signed in were not handled within {MostPatience}.");
            await Task.Delay(LookAgain, TimeProvider.System);
        }
    }
}
