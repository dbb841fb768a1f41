using Nusaloka.Api.Http;
using Nusaloka.Sandbox;
using Nusaloka.Silo.Observability;

namespace Nusaloka.Api.Sandbox;

/// <summary>
/// The sandbox gateway's hosted pay page. Whoever has its address may pay, as with any gateway's; the page itself holds nothing and
/// fetches what it shows.
/// </summary>
internal static class PayPage
{
    private static readonly StaticPage Indonesian = Compose(Language.Indonesian);
    private static readonly StaticPage English = Compose(Language.English);

    /// <summary>Adds /sandbox/pay/{id} and what its script asks for.</summary>
    public static void MapPayPage(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sandbox/pay/{id:guid}").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("", static context => (Languages.Announce(context) == Language.English ? English : Indonesian).WriteAsync(context));
        group.MapGet("/payment", static async (Guid id, IGrainFactory grains, CancellationToken cancellationToken) =>
            (await grains.GetGrain<ISandboxPaymentGrain>($"{id}").GetAsync(cancellationToken)).ToHttp(SandboxPageResponse.Of));
        group.MapPost("/payment", static async (
            Guid id, JsonBody<SandboxActionRequest> body, IGrainFactory grains, CancellationToken cancellationToken) =>
            (await grains.GetGrain<ISandboxPaymentGrain>($"{id}").ActAsync(body.Value.Action, body.Value.Card, cancellationToken)).ToHttp(SandboxPageResponse.Of));
    }

    private static StaticPage Compose(Language language) =>
        StaticPage.Compose("Sandbox/pay", ("language", Languages.Tag(language)), ("version", BuildInfo.Version));
}
