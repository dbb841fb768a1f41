using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Tests.Accounts.Sessions;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Auth.Revocations;

/// <summary>What ends elsewhere is heard of here, and keys that are dropped are forgotten.</summary>
[Collection(ApiCollection.Name)]
public sealed class RevocationFeedTests(ApiServer api)
{
    [Fact]
    public async Task Session_EndedByNobodyHere_IsHeardOf()
    {
        var siti = await SignedIn.NewAsync(api);
        Assert.Equal(siti.Id, await siti.MeAsync());
        var told = new TaskCompletionSource<Revocation>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Listen(object? sender, Revocation revocation)
        {
            if (revocation.AccountId == siti.Id)
                told.TrySetResult(revocation);
        }

        var revoked = api.App.Services.GetRequiredService<RevokedSessions>();
        revoked.Revoked += Listen;
        var sessions = api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<ISessionsGrain>(siti.Id);
        await sessions.EndAllAsync(SessionEndReason.CredentialChanged, exceptSession: null);

        await Eventually.TrueAsync("the end is heard of", () => told.Task.IsCompleted);
        revoked.Revoked -= Listen;
        await siti.RefusedAsync();
    }

    [Fact]
    public async Task Keys_Replaced_TokensOfTheOldOnesAreRefusedAndSessionsGoOn()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        using var forge = new TokenForge();
        await using var app = ApiServer.Build(database.ConnectionString, forge, new LogCapture());
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = ApiServer.AddressOf(app) };
        var (access, refresh) = await SignInAsync(app);
        Assert.Equal(200, await StatusAsync(client, access));
        var grains = app.Services.GetRequiredService<IGrainFactory>();
        var keys = grains.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key);
        var before = (await keys.GetPublicKeysAsync()).Keys;

        await keys.ReplaceAsync("order-1");
        await grains.GetGrain<IRevocationsGrain>(IRevocationsGrain.Key).KeysChangedAsync((await keys.GetPublicKeysAsync()).Version);
        await app.Services.GetRequiredService<RevocationFeed>().CatchUpAsync(CancellationToken.None);

        Assert.Equal(401, await StatusAsync(client, access));
        Assert.True(RefreshToken.TryParse(refresh, out var token));
        var refreshed = await grains.GetGrain<ISessionsGrain>(token.AccountId).RefreshAsync(refresh);
        Assert.Equal(200, await StatusAsync(client, refreshed.Value!.Token.Value));
        var after = (await keys.GetPublicKeysAsync()).Keys;
        Assert.Empty(before.Intersect(after));
        var jwks = await client.GetJsonAsync("/.well-known/jwks.json");
        Assert.DoesNotContain(before[0].KeyId, jwks["keys"]!.AsArray().Select(static key => key!.Text("kid")));
        await app.StopAsync();
    }

    private static async Task<(string Access, string Refresh)> SignInAsync(WebApplication app)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var grains = app.Services.GetRequiredService<IGrainFactory>();
        Assert.True((await grains.GetGrain<IAccountGrain>(id).RegisterAsync(new RegisterAccount("Siti", "siti@contoh.id", null, ApiServer.Password))).IsSuccess);
        var tokens = (await grains.GetGrain<ISessionsGrain>(id).StartAsync(new StartSession("", [SignInMethods.Password]))).Value!;
        return (tokens.Token.Value, tokens.RefreshToken);
    }

    private static async Task<int> StatusAsync(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/auth/me");
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
