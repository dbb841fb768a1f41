using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Silo;

/// <summary>
/// <c>grant-role EMAIL-OR-ID ROLE</c>: gives an account a role, without an admin: the first one comes about so. It needs the database, which
/// no API and no program has. An e-mail address names only an account that has proven it.
/// </summary>
internal static class GrantRoleCommand
{
    public const string Name = "grant-role";

    public static async Task<int> RunAsync(WebApplicationBuilder builder, string whom, string roleName)
    {
        if (!Enum.TryParse<Role>(roleName, ignoreCase: true, out var role) || !Enum.IsDefined(role) || role == Role.Service || char.IsAsciiDigit(roleName[0]))
            return await RefuseAsync($"There is no role '{roleName}' for people: user, seller, host, officer or admin.");

        await using var orders = await Orders.OpenAsync(builder);
        if (await FindAsync(orders.Database, whom) is not var (accountId, isSure))
            return await RefuseAsync($"There is no open account with the id or e-mail address '{whom}'.");
        if (!isSure)
            return await RefuseAsync($"Nobody has proven that '{whom}' is theirs: anybody may have registered with it. If you know that the account is the right one, give its id: {accountId}");

        if (role != Role.Admin && await IsLastAdminAsync(orders.Database, accountId))
            return await RefuseAsync($"'{whom}' is the only admin that can sign in. Make somebody else an admin first.");

        Console.WriteLine(await orders.GiveAsync(RoleOrdered.SourceKind, RoleOrdered.Type, new RoleOrdered(accountId, role))
            ? $"{whom} has the role {roleName}, from the next sign-in on."
            : $"{whom} is to get the role {roleName}. No silo has done it yet: it is done as soon as one runs.");
        return 0;
    }

    /// <summary>Which account is meant, and whether it is certain that it is: an address that was never proven may be typed by anybody.</summary>
    private static async Task<(string AccountId, bool IsSure)?> FindAsync(NpgsqlDataSource database, string whom)
    {
        var email = Identifier.TryParseEmail(whom, out var identifier) ? identifier.Value : "";
        await using var command = database.CreateCommand("""
            select account.id, account.id = $1 or state ->> 'email_verified_at' is not null
            from account join grain_state on kind = 'account' and grain_state.id = account.id
            where account.id = $1 or email = $2 limit 1
            """);
        command.Parameters.AddWithValue(whom);
        command.Parameters.AddWithValue(email);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (reader.GetString(0), reader.GetBoolean(1)) : null;
    }

    private static async Task<bool> IsLastAdminAsync(NpgsqlDataSource database, string accountId)
    {
        await using var command = database.CreateCommand(
            "select bool_or(id = $1) and count(*) = 1 from account where role = $2 and banned_at is null");
        command.Parameters.AddWithValue(accountId);
        command.Parameters.AddWithValue((short)Role.Admin);
        return await command.ExecuteScalarAsync() is true;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}
