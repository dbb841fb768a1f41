using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Accounts;

/// <summary>Accounts as staff and other programs see them.</summary>
public static class UserEndpoints
{
    private const string ExampleId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    private static readonly UserResponse Example = new(ExampleId, "Siti Rahayu", "siti@contoh.id", null);
    private static readonly UserWithBalanceResponse ExampleWithBalance = new(ExampleId, "Siti Rahayu", "siti@contoh.id", null, 150_000);

    /// <summary>Adds /users and /internal/users.</summary>
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/users").RequireAuthorization(Policies.StaffOnly).ForPrograms(ProgramScopes.Accounts).WithTags("Users");
        staff.MapGet("", ListAsync).WithName("list_users")
            .WithSummary("List users").WithDescription("Oldest first, with balances. The header Link names the next page.")
            .Produces<IReadOnlyList<UserWithBalanceResponse>>().ResponseExample(new[] { ExampleWithBalance });
        staff.MapPost("", CreateAsync).ForPrograms(ProgramScopes.ManageAccounts).WithName("create_user")
            .WithSummary("Open an account for somebody").WithDescription("Roles other than user are given by admins; programs give seller and host, too.")
            .Produces<UserResponse>(201).Refuses(409, 422, 503)
            .RequestExample(new CreateUserRequest { FullName = "Budi", Email = "budi@contoh.id", Password = "warung kopi pagi" })
            .ResponseExample(Example);

        var own = routes.MapGroup("/users/{id}").RequireAuthorization(Policies.OwnerOrStaff).ForPrograms(ProgramScopes.Accounts).WithTags("Users").RecordsReads("account");
        own.MapGet("", GetAsync).WithName("get_user")
            .WithSummary("Read a user").WithDescription("One's own account, or any for staff. The ETag names the version.")
            .Produces<UserWithBalanceResponse>().Refuses(404).ResponseExample(ExampleWithBalance);
        own.MapPut("", UpdateAsync).ForPrograms(ProgramScopes.ManageAccounts).RequireAuthorization(Policies.OwnerOrAdmin).WithName("update_user")
            .WithSummary("Change a user's name")
            .WithDescription("With If-Match it is refused with 412 when the account changed in between. Programs rename no staff.")
            .Produces<UserResponse>().Refuses(403, 404, 412)
            .RequestExample(new UpdateUserRequest { FullName = "Siti Rahayu Putri" }).ResponseExample(Example);
        own.MapDelete("", CloseUserAsync).ForPrograms(ProgramScopes.ManageAccounts).RequireAuthorization(Policies.OwnerOrAdmin).AddEndpointFilter<EndsSessionsFilter>().WithName("delete_user")
            .WithSummary("Close an account").WithDescription("Erases personal data and frees e-mail and phone. The wallet must be empty, and no payment, withdrawal or hold open; one admin who can sign in must be left. Needs a sign-in of the last 15 minutes; programs close no staff.")
            .Produces<MessageResponse>().Refuses(403, 404, 409).ResponseExample(new MessageResponse("Akun sudah ditutup."));

        routes.MapGroup("/internal").RequireAuthorization(Policies.ServiceOnly).ForPrograms(ProgramScopes.Accounts).WithTags("Internal")
            .MapGet("/users/{id}", GetInternalAsync).RecordsReads("account").WithName("get_internal_user")
            .WithSummary("Read a user, for programs").WithDescription("Needs a service token.")
            .Produces<UserResponse>().Refuses(404).ResponseExample(Example);
    }

    private static async Task<IResult> ListAsync(
        PageParameters page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var accounts = await grains.GetGrain<IAccountDirectoryGrain>("0").ListAsync(page.Page, cancellationToken);
        if (!accounts.IsSuccess)
            return accounts.Error.ToHttp();

        var ids = new AccountIds([.. accounts.Value.Items.Select(account => account.Id)]);
        var wallets = await grains.GetGrain<ITransactionQueryGrain>("0").GetBalancesAsync(ids, cancellationToken);
        var balances = wallets.Balances.ToDictionary(wallet => wallet.AccountId, wallet => wallet.Balance, StringComparer.Ordinal);
        await SensitiveReads.RecordAsync(context, ids.Ids, "account");
        PageParameters.AddNextLink(context, accounts.Value.NextCursor);
        return TypedResults.Ok(accounts.Value.Items.Select(account =>
            UserWithBalanceResponse.Of(account, balances.GetValueOrDefault(account.Id, Money.Rupiah(0)))));
    }

    private static async Task<IResult> CreateAsync(
        JsonBody<CreateUserRequest> body, IdempotencyKey key, ClaimsPrincipal caller,
        IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = body.Value;
        if (request.Role == Role.Service)
            return new ProblemResult(Problem.Invalid("/role", "not_allowed", "A person cannot have the role service."));
        // One leaked secret of a program must not make staff.
        if (request.Role != Role.User && !caller.Is(Role.Admin) && !(caller.Is(Role.Service) && request.Role is (Role.Seller or Role.Host)))
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden));

        var command = new RegisterAccount(
            request.FullName, request.Email, request.Phone, request.Password, request.Role, request.ReferralCode, new RegistrationSource(null, request.DeviceId));
        return key.Value is { } name
            ? await AccountRegistration.RegisterAsync(caller.Id(), name, command, UserResponse.Of, grains, cancellationToken)
            : await AccountRegistration.RegisterAsync(command, UserResponse.Of, grains, clock, cancellationToken);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(id).GetAsync(cancellationToken);
        if (!account.IsSuccess)
            return account.Error.ToHttp();

        // The balance is not part of the account's version, so this answer is never "not modified".
        var balance = await grains.GetGrain<IWalletGrain>(id).GetBalanceAsync(cancellationToken);
        IfMatch.SetETag(context, account.Value.Version);
        return balance.ToHttp(wallet => UserWithBalanceResponse.Of(account.Value, wallet.Balance));
    }

    private static async Task<IResult> UpdateAsync(
        string id, JsonBody<UpdateUserRequest> body, IfMatch ifMatch, HttpContext context, ClaimsPrincipal caller,
        IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await IsStaffToProgramAsync(id, caller, grains, cancellationToken))
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden));

        var account = await grains.GetGrain<IAccountGrain>(id)
            .UpdateProfileAsync(new UpdateProfile(body.Value.FullName, ifMatch.ExpectedVersion), cancellationToken);
        return account.ToHttp(one => IfMatch.Versioned(context, one.Version, UserResponse.Of(one)));
    }

    // Whoever finds an unlocked device must not close its owner's account here either, nor an admin's anybody's.
    private static async Task<IResult> CloseUserAsync(
        string id, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!caller.Is(Role.Service) && !caller.SignedInWithin(CallerClaims.Recently, clock))
            return AccountErrors.ReauthenticationRequired.ToHttp();

        return await IsStaffToProgramAsync(id, caller, grains, cancellationToken)
            ? new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden))
            : await CloseAsync(id, context, grains, cancellationToken);
    }

    // One leaked secret of a program must not remove staff, or give them other names: admins do that.
    private static async Task<bool> IsStaffToProgramAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        caller.Is(Role.Service)
        && (await grains.GetGrain<IAccountGrain>(id).GetAsync(cancellationToken)).Value is { Role: Role.Officer or Role.Admin };

    /// <summary>Closes an account, one's own or, for admins and programs, another's.</summary>
    internal static async Task<IResult> CloseAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var closed = await grains.GetGrain<IAccountGrain>(id).CloseAsync(cancellationToken);
        return closed.IsSuccess
            ? TypedResults.Ok(new MessageResponse(Languages.Choose(context, "Akun sudah ditutup.", "The account is closed.")))
            : closed.Error.ToHttp();
    }

    private static async Task<IResult> GetInternalAsync(string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(id).GetAsync(cancellationToken);
        return account.ToHttp(UserResponse.Of);
    }
}
