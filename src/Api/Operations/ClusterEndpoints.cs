using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Operations;

namespace Nusaloka.Api.Operations;

/// <summary>The cluster from inside, for admins: what silos, grains, reminders and the outbox do.</summary>
public static class ClusterEndpoints
{
    private const int DefaultMethods = 20;

    private static readonly DateTimeOffset ExampleTime = new(2026, 11, 21, 8, 30, 0, TimeSpan.Zero);

    private static readonly ProcessResponse ExampleSilo = new(
        "silo", "silo-1", "S127.0.0.1:11111:154254836", ProcessState.Active, 7, ExampleTime, ExampleTime.AddHours(1),
        "0.1.0", "jakarta-1", 4711, 0.42, 183_500_800, 1_204, 3);

    private static readonly GrainKindResponse ExampleKind = new("wallet", 3, 812, 2, 1, 184_023, 4, 310.5, 0, 0.9, 4.2);
    private static readonly GrainMethodResponse ExampleMethod = new("wallet", "TransferAsync", 120_554, 4, 212.25, 0, 1.1, 4.9);
    private static readonly ReminderResponse ExampleReminder = new("wallet", "hold-expiry", 18, 0, ExampleTime.AddMinutes(5));
    private static readonly DeadLetterResponse ExampleLetter = new(
        "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", "account.registered", "account", "0199a0c2-5b7e-7c3a-9d51-000000000001", 12,
        "The mail server did not answer.", ExampleTime, ExampleTime.AddHours(6));

    /// <summary>Adds /operations/*.</summary>
    public static void MapCluster(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/operations").RequireAuthorization(Policies.AdminOnly).WithTags("Operations");
        admin.MapGet("/cluster", ClusterAsync).WithName("get_cluster").WithSummary("Look at silos and APIs")
            .WithDescription("Every process reports each second; one that has fallen silent is gone after 5 seconds and forgotten after 30.")
            .Produces<ClusterResponse>().Refuses(503).ResponseExample(new ClusterResponse(7, [ExampleSilo], []));
        admin.MapGet("/grains", GrainsAsync).WithName("get_grain_kinds").WithSummary("Look at grain kinds over all silos")
            .WithDescription("Activations, mailboxes, calls and how long they ran in their grains.")
            .Produces<GrainKindsResponse>().Refuses(503).ResponseExample(new GrainKindsResponse([ExampleKind]));
        admin.MapGet("/methods", MethodsAsync).WithName("get_grain_methods").WithSummary("Look at grain methods over all silos")
            .WithDescription("The slowest of the last minute first, or by `sort` those with the most errors or calls.")
            .WithMetadata(
                new DocumentedParameter("sort", false, "`slowest` (default), `errors` or `calls`.", "slowest"),
                new DocumentedParameter("limit", false, "The most items to answer.", "20") { Integer = (1, IClusterReportGrain.MaxMethods, DefaultMethods) })
            .Produces<GrainMethodsResponse>().Refuses(503).ResponseExample(new GrainMethodsResponse([ExampleMethod]));
        admin.MapGet("/reminders", RemindersAsync).WithName("get_reminders").WithSummary("Count reminders")
            .WithDescription("By grain kind and name, those with the most overdue ones first; at most 100.")
            .Produces<RemindersResponse>().Refuses(503).ResponseExample(new RemindersResponse([ExampleReminder]));
        admin.MapGet("/dead-letters", DeadLettersAsync).WithName("list_dead_letters").WithSummary("List events that could not be delivered")
            .WithDescription("Newest first.")
            .Produces<DeadLettersResponse>().Refuses(503).ResponseExample(new DeadLettersResponse([ExampleLetter], null));
        admin.MapPost("/dead-letters/{id}/replay", ReplayAsync).WithName("replay_dead_letter").WithSummary("Deliver an event again")
            .WithDescription("Puts it back into the outbox with all its attempts; it arrives after later events of its source.")
            .Produces<MessageResponse>(202).Refuses(404, 503).ResponseExample(new MessageResponse("Peristiwa akan dikirim lagi."));
    }

    private static async Task<ClusterResponse> ClusterAsync(IGrainFactory grains, CancellationToken cancellationToken) =>
        ClusterResponse.Of(await Reports(grains).GetClusterAsync(cancellationToken));

    private static async Task<GrainKindsResponse> GrainsAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var kinds = await Reports(grains).GetKindsAsync(cancellationToken);
        return new GrainKindsResponse([.. kinds.Select(GrainKindResponse.Of)]);
    }

    private static async Task<IResult> MethodsAsync(HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (ReadOrder(request) is not { } order)
            return new ProblemResult(Problem.Invalid("sort", "not_allowed", "sort is slowest, errors or calls."));
        var limit = PageParameters.ReadLimit(request, DefaultMethods);
        var methods = await Reports(grains).GetMethodsAsync(order, limit, cancellationToken);
        return TypedResults.Ok(new GrainMethodsResponse([.. methods.Select(GrainMethodResponse.Of)]));
    }

    private static async Task<RemindersResponse> RemindersAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var reminders = await grains.GetGrain<IReminderQueryGrain>("0").GetFiguresAsync(cancellationToken);
        return new RemindersResponse([.. reminders.Select(ReminderResponse.Of)]);
    }

    private static async Task<IResult> DeadLettersAsync(PageParameters page, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var letters = await grains.GetGrain<IDeadLetterGrain>("0").ListAsync(page.Page, cancellationToken);
        return letters.ToHttp(found => new DeadLettersResponse([.. found.Items.Select(DeadLetterResponse.Of)], found.NextCursor));
    }

    private static async Task<IResult> ReplayAsync(string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var eventId))
            return OperationsErrors.DeadLetterNotFound.ToHttp();
        var replayed = await grains.GetGrain<IDeadLetterGrain>("0").ReplayAsync(eventId, cancellationToken);
        return replayed.IsSuccess
            ? TypedResults.Json(
                new MessageResponse(Languages.Choose(context, "Peristiwa akan dikirim lagi.", "The event will be delivered again.")),
                statusCode: StatusCodes.Status202Accepted)
            : replayed.Error.ToHttp();
    }

    private static MethodOrder? ReadOrder(HttpRequest request) => request.Query["sort"] switch
    {
        [] or ["slowest"] => MethodOrder.Slowest,
        ["errors"] => MethodOrder.Errors,
        ["calls"] => MethodOrder.Calls,
        _ => null,
    };

    private static IClusterReportGrain Reports(IGrainFactory grains) => grains.GetGrain<IClusterReportGrain>(IClusterReportGrain.Key);
}
