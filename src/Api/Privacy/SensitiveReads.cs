using System.Collections.Immutable;
using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Privacy;

namespace Nusaloka.Api.Privacy;

/// <summary>
/// Has it recorded when staff or programs read another person's data: before it is answered, so that what cannot be recorded is not
/// answered either.
/// </summary>
internal static class SensitiveReads
{
    /// <summary>Records each call of the routes about somebody else, whom the route names as <c>user_id</c> or <c>id</c>.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="what">What is read, in one lower-case word.</param>
    public static TBuilder RecordsReads<TBuilder>(this TBuilder routes, string what)
        where TBuilder : IEndpointConventionBuilder => routes.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        if ((http.GetRouteValue("user_id") ?? http.GetRouteValue("id")) is string subject && Guid.TryParseExact(subject, "D", out _))
            await RecordAsync(http, [subject], what);
        return await next(context);
    });

    /// <summary>Whom a list is about that names many people: whoever reads one is recorded once for it, not for each of them.</summary>
    public const string Many = "many";

    /// <summary>Records that staff or a program is about to be shown a list of everybody's, or that of one person.</summary>
    public static Task RecordListAsync(HttpContext context, string what, string? subject = null) =>
        context.User.IsStaff() ? RecordAsync(context, [subject ?? Many], what) : Task.CompletedTask;

    /// <summary>Records that staff or a program is about to be shown what belongs to these people. For those themselves nothing is recorded.</summary>
    public static Task RecordOneAsync(HttpContext context, string what, params string?[] subjects) =>
        context.User.IsStaff() && !subjects.Contains(context.User.Id(), StringComparer.Ordinal)
            ? RecordAsync(context, [.. subjects.OfType<string>()], what)
            : Task.CompletedTask;

    /// <summary>Records that the caller is about to be shown data of people; those of the caller do not count.</summary>
    public static async Task RecordAsync(HttpContext context, ImmutableArray<string> subjects, string what)
    {
        var caller = context.User.Id();
        var others = subjects.Remove(caller);
        if (others.IsEmpty)
            return;

        await context.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<ISensitiveReadGrain>("0")
            .RecordAsync(new RecordReads(caller, RoleOf(context.User), others, what), context.RequestAborted);
    }

    private static Role RoleOf(ClaimsPrincipal caller) => Enum.GetValues<Role>().First(role => caller.Is(role));
}
