using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Silo;

/// <summary>
/// <c>grant-role EMAIL-OR-ID ROLE</c>: gives an account a role, without an admin: the first one comes about so. It needs the database, which
/// no API and no program has.
/// </summary>
internal static class GrantRoleCommand
{
    public const string Name = "grant-role";

    public static async Task<int> RunAsync(WebApplicationBuilder builder, string whom, string roleName)
    {
        if (!Enum.TryParse<Role>(roleName, ignoreCase: true, out var role) || !Enum.IsDefined(role) || role == Role.Service || char.IsAsciiDigit(roleName[0]))
            return await RefuseAsync($"There is no role '{roleName}' for people: user, seller, host, officer or admin.");

        await using var orders = await Orders.OpenAsync(builder);
        if (await FindAsync(orders.Database, whom) is not { } accountId)
            return await RefuseAsync($"There is no open account with the id or e-mail address '{whom}'.");

        Console.WriteLine(await orders.GiveAsync(RoleOrdered.SourceKind, RoleOrdered.Type, new RoleOrdered(accountId, role))
            ? $"{whom} has the role {roleName}, from the next sign-in on."
            : $"{whom} is to get the role {roleName}. No silo has done it yet: it is done as soon as one runs.");
        return 0;
    }

    private static async Task<string?> FindAsync(NpgsqlDataSource database, string whom)
    {
        var email = Identifier.TryParseEmail(whom, out var identifier) ? identifier.Value : "";
        await using var command = database.CreateCommand("select id from account where id = $1 or email = $2 limit 1");
        command.Parameters.AddWithValue(whom);
        command.Parameters.AddWithValue(email);
        return await command.ExecuteScalarAsync() as string;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}
