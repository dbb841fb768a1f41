using System.Security.Claims;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Wallets;

/// <summary>Transfers between people, and the movements that there were.</summary>
public static class TransactionEndpoints
{
    private static readonly TransactionResponse Example = new(
        "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", TransactionKind.Transfer, "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e",
        "0199a0c3-0a1b-7d2c-8e3f-4a5b6c7d8e9f", 50_000, TransactionStatus.Completed, "Patungan bensin",
        new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero));

    /// <summary>Adds /transactions/*.</summary>
    public static void MapTransactions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/transactions").RequireAuthorization().ForPrograms(ProgramScopes.Money).WithTags("Transactions");
        group.MapPost("", CreateAsync).WithName("create_transaction")
            .WithSummary("Send money")
            .WithDescription(
                "Debits the sender and credits the receiver, both or neither; or with the status pending sets the money aside until the "
                + "transaction is completed, cancelled, or 7 days have passed. For the sender, or a program.")
            .Produces<TransactionResponse>(201).Refuses(404, 409, 422, 503)
            .RequestExample(new CreateTransactionRequest
            {
                SenderId = Example.SenderId,
                ReceiverId = Example.ReceiverId ?? "",
                Amount = Example.Amount,
                Description = Example.Description,
            })
            .ResponseExample(Example);
        group.MapGet("", ListVisibleAsync).ForPrograms(ProgramScopes.Records).WithName("list_transactions")
            .WithSummary("List transactions")
            .WithDescription("One's own, newest first; all of them for staff. The header Link names the next page.")
            .Produces<IReadOnlyList<TransactionResponse>>().ResponseExample(new[] { Example });
        group.MapGet("/{id}", GetAsync).ForPrograms(ProgramScopes.Records).WithName("get_transaction")
            .WithSummary("Read a transaction")
            .WithDescription("For its sender, its receiver and staff; others get the same 404 as for an id that is not there.")
            .Produces<TransactionResponse>().Refuses(404).ResponseExample(Example);
        group.MapPut("/{id}", UpdateAsync).WithName("update_transaction")
            .WithSummary("Ask for a status")
            .WithDescription(
                "Completes a pending transaction, for its sender, or cancels it, for its receiver too; programs and admins may do both in their place, officers "
                + "may not. A completed one can only be reversed.")
            .Produces<TransactionResponse>().Refuses(403, 404, 409, 422, 503)
            .RequestExample(new UpdateTransactionRequest { Status = WantedStatus.Completed })
            .ResponseExample(Example with { UpdatedAt = Example.CreatedAt });
        group.MapDelete("/{id}", DeleteAsync).WithName("delete_transaction")
            .WithSummary("Delete a transaction")
            .WithDescription(
                "Cancels a pending transaction, for its parties, programs and admins; takes a cancelled one off one's own list. A completed one cannot be "
                + "deleted, only reversed.")
            .Produces<MessageResponse>().Refuses(403, 404, 409, 503)
            .ResponseExample(new MessageResponse("Transaksi dihapus."));
        group.MapPost("/{id}/reverse", ReverseAsync).WithName("reverse_transaction")
            .WithSummary("Give a transfer back")
            .WithDescription("Once, whole, by a new transaction of its own. For the receiver, programs and admins.")
            .Produces<TransactionResponse>(201).Refuses(403, 404, 409, 422, 503)
            .ResponseExample(Example with { Type = TransactionKind.Reversal, SenderId = Example.ReceiverId, ReceiverId = Example.SenderId });
        routes.MapGroup("/transactions/user/{user_id}").RequireAuthorization(Policies.OwnerOrStaff).ForPrograms(ProgramScopes.Records).WithTags("Transactions").RecordsReads("transactions")
            .MapGet("", ListOfUserAsync).WithName("list_user_transactions")
            .WithSummary("List a user's transactions").WithDescription("One's own, or any user's for staff; newest first.")
            .Produces<IReadOnlyList<TransactionResponse>>().ResponseExample(new[] { Example });
    }

    private static async Task<IResult> CreateAsync(
        JsonBody<CreateTransactionRequest> body, IdempotencyKey key, ClaimsPrincipal caller, IGrainFactory grains,
        WalletOperations operations, TimeProvider clock, CancellationToken cancellationToken)
    {
        var isService = caller.Is(Nusaloka.Accounts.Role.Service);
        var request = body.Value with { SenderId = body.Value.SenderId ?? (isService ? null : caller.Id()) };
        if (request.SenderId is not { } sender || string.IsNullOrWhiteSpace(sender))
            return new ProblemResult(Problem.Invalid("/sender_id", "required", "A program must say who pays."));
        if (!isService && sender != caller.Id())
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden));

        if (request.Status == NewStatus.Pending)
            return await SetAsideAsync(sender, request, key, grains, operations, clock, cancellationToken);

        return await operations.RunAsync("transfer", sender, key, request,
            operation => grains.GetGrain<IWalletGrain>(sender).TransferAsync(
                new Transfer(request.ReceiverId, Money.Rupiah(request.Amount), request.Description ?? "", operation), cancellationToken),
            moved => TypedResults.Created($"/api/v1/transactions/{moved.Transaction.Id}", TransactionResponse.Of(moved.Transaction)));
    }

    private static Task<IResult> SetAsideAsync(
        string sender, CreateTransactionRequest request, IdempotencyKey key, IGrainFactory grains, WalletOperations operations,
        TimeProvider clock, CancellationToken cancellationToken) =>
        operations.RunAsync("authorize", sender, key, request,
            operation => grains.GetGrain<IWalletGrain>(sender).AuthorizeAsync(
                new Authorize(
                    Payee.Person(request.ReceiverId), TransactionKind.Transfer, Money.Rupiah(request.Amount), request.Description ?? "",
                    clock.GetUtcNow().AddDays(WalletLimits.PendingDays), operation),
                cancellationToken),
            hold => TypedResults.Created($"/api/v1/transactions/{hold.Id}", TransactionResponse.Pending(hold)));

    private static async Task<IResult> ListVisibleAsync(
        PageParameters page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await SensitiveReads.RecordListAsync(context, "transactions");
        return await ListAsync(caller.IsStaff() ? null : caller.Id(), page, context, grains, cancellationToken);
    }

    private static Task<IResult> ListOfUserAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "user_id")] string userId, PageParameters page, HttpContext context,
        IGrainFactory grains, CancellationToken cancellationToken) =>
        ListAsync(userId, page, context, grains, cancellationToken);

    private static async Task<IResult> ListAsync(
        string? accountId, PageParameters page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var transactions = await Queries(grains).ListAsync(accountId, page.Page, cancellationToken);
        return transactions.ToHttp(found =>
        {
            PageParameters.AddNextLink(context, found.NextCursor);
            return (IResult)TypedResults.Ok(found.Items.Select(TransactionResponse.Of));
        });
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, caller, grains, cancellationToken);
        if (found.IsSuccess)
            await SensitiveReads.RecordOneAsync(context, "transactions", found.Value.SenderId, found.Value.ReceiverId);
        return found.ToHttp(TransactionResponse.Of);
    }

    private static async Task<IResult> UpdateAsync(
        string id, JsonBody<UpdateTransactionRequest> body, HttpContext context, ClaimsPrincipal caller,
        IGrainFactory grains, CancellationToken cancellationToken)
    {
        var transaction = await FindAsync(id, caller, grains, cancellationToken);
        if (!transaction.IsSuccess)
            return transaction.Error.ToHttp();

        var one = transaction.Value;
        var wanted = body.Value.Status;
        if (one.Status != TransactionStatus.Pending)
            return AnswerResolved(one, wanted);
        var isAllowed = wanted == WantedStatus.Completed
            ? await ActingFor.MayAsync(context, "transfer_completed", one.SenderId)
            : await MayCancelAsync(context, one);
        if (!isAllowed)
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden));

        var resolved = wanted == WantedStatus.Completed ? await CompleteAsync(one, grains, cancellationToken) : await CancelAsync(one, grains, cancellationToken);
        return resolved is null ? (await FindAsync(id, caller, grains, cancellationToken)).ToHttp(TransactionResponse.Of) : resolved.ToHttp();
    }

    private static IResult AnswerResolved(Transaction one, WantedStatus wanted) => (one.Status, wanted) switch
    {
        (TransactionStatus.Cancelled, WantedStatus.Completed) => WalletErrors.TransactionCancelled.ToHttp(),
        (TransactionStatus.Completed or TransactionStatus.Reversed, WantedStatus.Cancelled) => WalletErrors.TransactionCompleted.ToHttp(),
        _ => TypedResults.Ok(TransactionResponse.Of(one) with { UpdatedAt = one.UpdatedAt ?? one.CreatedAt }),
    };

    // Whoever does the same again does it under the same name, and finds it done.
    private static async Task<Error?> CompleteAsync(Transaction pending, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Payer(pending, grains).CaptureAsync(new CaptureHold(pending.Id, null, new Operation("complete", pending.Id)), cancellationToken)).Error;

    private static async Task<Error?> CancelAsync(Transaction pending, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Payer(pending, grains).VoidAsync(new VoidHold(pending.Id, new Operation("cancel", pending.Id)), cancellationToken)).Error;

    private static IWalletGrain Payer(Transaction pending, IGrainFactory grains) => grains.GetGrain<IWalletGrain>(
        pending.SenderId ?? throw new InvalidOperationException($"Transaction {pending.Id} is pending and has no sender."));

    private static Task<bool> MayCancelAsync(HttpContext context, Transaction pending) =>
        ActingFor.MayAsync(context, "transfer_cancelled", pending.SenderId, pending.ReceiverId);

    private static async Task<IResult> DeleteAsync(
        string id, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var transaction = await FindAsync(id, caller, grains, cancellationToken);
        if (!transaction.IsSuccess)
            return transaction.Error.ToHttp();

        var one = transaction.Value;
        if (one.Status is TransactionStatus.Completed or TransactionStatus.Reversed)
            return WalletErrors.TransactionCompleted.ToHttp();
        if (one.Status == TransactionStatus.Pending && !await MayCancelAsync(context, one))
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden));
        if (one.Status == TransactionStatus.Pending && await CancelAsync(one, grains, cancellationToken) is { } error)
            return error.ToHttp();
        if (one.Status == TransactionStatus.Cancelled && (one.SenderId == caller.Id() || one.ReceiverId == caller.Id()))
            await grains.GetGrain<IWalletGrain>(caller.Id()).HideAsync(id, cancellationToken);
        return TypedResults.Ok(new MessageResponse(one.Status == TransactionStatus.Pending ? "Transaksi dibatalkan." : "Transaksi dihapus."));
    }

    private static async Task<IResult> ReverseAsync(
        string id, IdempotencyKey key, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, WalletOperations operations,
        CancellationToken cancellationToken)
    {
        var transaction = await FindAsync(id, caller, grains, cancellationToken);
        if (!transaction.IsSuccess)
            return transaction.Error.ToHttp();
        if (transaction.Value is not { ReceiverId: { } receiver, Kind: TransactionKind.Transfer, Status: TransactionStatus.Completed or TransactionStatus.Reversed })
            return WalletErrors.NotReversible.ToHttp();
        if (!await ActingFor.MayAsync(context, "transfer_reversed", receiver))
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden));

        return await operations.RunAsync("reverse", receiver, key, new { id },
            operation => grains.GetGrain<IWalletGrain>(receiver).ReverseAsync(new ReverseTransfer(id, operation), cancellationToken),
            moved => TypedResults.Created($"/api/v1/transactions/{moved.Transaction.Id}", TransactionResponse.Of(moved.Transaction)));
    }

    /// <summary>The transaction, if the caller may know of it; otherwise it does not exist, so that ids cannot be tried out.</summary>
    private static async Task<Result<Transaction>> FindAsync(
        string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await Queries(grains).GetAsync(id, cancellationToken);
        return found.IsSuccess && !caller.IsStaff() && found.Value.SenderId != caller.Id() && found.Value.ReceiverId != caller.Id()
            ? WalletErrors.TransactionNotFound
            : found;
    }

    private static ITransactionQueryGrain Queries(IGrainFactory grains) => grains.GetGrain<ITransactionQueryGrain>("0");
}
