using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Profiles;

namespace Nusaloka.Api.Profiles;

/// <summary>One's own addresses.</summary>
public static class AddressEndpoints
{
    /// <summary>Adds /account/addresses.</summary>
    public static void MapAddresses(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account/addresses").RequireAuthorization(Policies.Person).WithTags("Accounts");
        group.MapGet("", ListAsync).WithName("list_addresses").WithSummary("List one's addresses")
            .WithDescription("Oldest first, at most 10. The ETag names the version of all of them, for If-Match.")
            .Produces<AddressesResponse>().Refuses(404).ResponseExample(new AddressesResponse([ProfileExamples.SavedAddress]));
        group.MapPost("", AddAsync).WithName("add_address").WithSummary("Add an address")
            .WithDescription("The first one is the default. With an Idempotency-Key a repeat adds nothing, also after the address was changed or removed; another address under the key is refused.")
            .Produces<AddressResponse>(201).Refuses(404, 409, 412, 422)
            .RequestExample(ProfileExamples.Address).ResponseExample(ProfileExamples.SavedAddress);
        group.MapPut("/{id}", ChangeAsync).WithName("update_address").WithSummary("Change an address")
            .WithDescription("With If-Match it is refused with 412 when the addresses changed in between.")
            .Produces<AddressResponse>().Refuses(404, 412)
            .RequestExample(ProfileExamples.Address).ResponseExample(ProfileExamples.SavedAddress);
        group.MapDelete("/{id}", RemoveAsync).WithName("remove_address").WithSummary("Remove an address")
            .WithDescription("When it was the default, the oldest one left becomes it.")
            .Produces(204).Refuses(404, 412);
    }

    private static async Task<IResult> ListAsync(
        ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Profile(grains, caller).GetAddressesAsync(cancellationToken)).ToHttp(book =>
            IfMatch.Versioned(context, book.Version, AddressesResponse.Of(book)));

    private static Task<IResult> AddAsync(
        JsonBody<AddressRequest> body, IdempotencyKey key, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context,
        IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var id = key.Value is { } name ? NameBasedId.Create($"address\n{caller.Id()}\n{name}") : Guid.CreateVersion7(clock.GetUtcNow());
        var fingerprint = key.Value is null ? null : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body.Value, JsonSettings.Options)));
        return SaveAsync(id.ToString(), isNew: true, body.Value, fingerprint, ifMatch, caller, context, grains, cancellationToken);
    }

    private static Task<IResult> ChangeAsync(
        string id, JsonBody<AddressRequest> body, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context,
        IGrainFactory grains, CancellationToken cancellationToken) =>
        SaveAsync(id, isNew: false, body.Value, fingerprint: null, ifMatch, caller, context, grains, cancellationToken);

    private static async Task<IResult> RemoveAsync(
        string id, IfMatch ifMatch, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var removed = await Profile(grains, caller).RemoveAddressAsync(id, ifMatch.ExpectedVersion, cancellationToken);
        return removed.IsSuccess ? TypedResults.NoContent() : removed.Error.ToHttp();
    }

    private static async Task<IResult> SaveAsync(
        string id, bool isNew, AddressRequest request, string? fingerprint, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context,
        IGrainFactory grains, CancellationToken cancellationToken)
    {
        var saved = await Profile(grains, caller).SaveAddressAsync(
            new SaveAddress(id, isNew, request.ToFields(), request.IsDefault, ifMatch.ExpectedVersion, fingerprint), cancellationToken);
        return saved.ToHttp(book =>
        {
            IfMatch.SetETag(context, book.Version);
            var address = AddressResponse.Of(book.Addresses.Single(one => one.Id == id));
            return isNew ? (IResult)TypedResults.Created($"/api/v1/account/addresses/{id}", address) : TypedResults.Ok(address);
        });
    }

    private static IProfileGrain Profile(IGrainFactory grains, ClaimsPrincipal caller) => grains.GetGrain<IProfileGrain>(caller.Id());
}
