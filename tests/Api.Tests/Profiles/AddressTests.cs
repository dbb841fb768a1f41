using System.Net;

namespace Nusaloka.Api.Tests.Profiles;

[Collection(ApiCollection.Name)]
public sealed class AddressTests(ApiServer api)
{
    private const string Path = "/api/v1/account/addresses";

    private static readonly Dictionary<string, object> Home = new()
    {
        ["label"] = "Rumah", ["recipient_name"] = "Siti", ["phone"] = "0812-3456-7890", ["street"] = "Jalan Kenanga 5", ["rt_rw"] = "3/5",
        ["village"] = "Tlogomas", ["district"] = "Lowokwaru", ["city"] = "Kota Malang", ["province"] = "Jawa Timur", ["postal_code"] = "65144",
    };

    [Fact]
    public async Task Addresses_AddedChangedAndRemoved_AreWhatIsListed()
    {
        var person = await api.RegisterAsync();

        using var added = await person.Client.SendJsonAsync(HttpMethod.Post, Path, Home);
        var first = await added.BodyAsync(201);
        using var second = await person.Client.SendJsonAsync(HttpMethod.Post, Path, new Dictionary<string, object>(Home) { ["label"] = "Kantor", ["is_default"] = true });
        var office = await second.BodyAsync(201);
        using var changed = await person.Client.SendJsonAsync(
            HttpMethod.Put, $"{Path}/{first.Text("id")}", new Dictionary<string, object>(Home) { ["label"] = "Rumah ibu" }, ("If-Match", second.Headers.ETag!.ToString()));
        using var stale = await person.Client.SendJsonAsync(HttpMethod.Put, $"{Path}/{first.Text("id")}", Home, ("If-Match", added.Headers.ETag!.ToString()));
        var listed = (await person.Client.GetJsonAsync(Path))["data"]!.AsArray();

        Assert.Equal($"{Path}/{first.Text("id")}", added.Headers.Location?.OriginalString);
        Assert.Equal(("+6281234567890", "003/005", true), (first.Text("phone"), first.Text("rt_rw"), first["is_default"]!.GetValue<bool>()));
        Assert.Equal("Rumah ibu", (await changed.BodyAsync()).Text("label"));
        await ProblemAssert.IsAsync(stale, 412, "version_mismatch");
        Assert.Equal(["Rumah ibu", "Kantor"], listed.Select(static address => address!.Text("label")));
        Assert.Equal([false, true], listed.Select(static address => address!["is_default"]!.GetValue<bool>()));

        using var removed = await person.Client.DeleteAsync($"{Path}/{office.Text("id")}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.True(Assert.Single((await person.Client.GetJsonAsync(Path))["data"]!.AsArray())!["is_default"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Add_RepeatedWithItsKey_AddsOne()
    {
        var person = await api.RegisterAsync();

        using var first = await person.Client.SendJsonAsync(HttpMethod.Post, Path, Home, ("Idempotency-Key", "alamat-1"));
        using var again = await person.Client.SendJsonAsync(HttpMethod.Post, Path, Home, ("Idempotency-Key", "alamat-1"));

        Assert.Equal((await first.BodyAsync(201)).Text("id"), (await again.BodyAsync(201)).Text("id"));
        Assert.Single((await person.Client.GetJsonAsync(Path))["data"]!.AsArray());
    }

    [Fact]
    public async Task Add_Eleven_TheLastIs409()
    {
        var person = await api.RegisterAsync();
        for (var i = 0; i < 10; i++)
        {
            using var added = await person.Client.SendJsonAsync(HttpMethod.Post, Path, Home);
            await added.BodyAsync(201);
        }

        using var refused = await person.Client.SendJsonAsync(HttpMethod.Post, Path, Home);

        await ProblemAssert.IsAsync(refused, 409, "address_limit");
    }

    [Fact]
    public async Task Others_CannotReachThem()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var added = await person.Client.SendJsonAsync(HttpMethod.Post, Path, Home);
        var id = (await added.BodyAsync(201)).Text("id");

        using var changed = await other.Client.SendJsonAsync(HttpMethod.Put, $"{Path}/{id}", Home);
        using var removed = await other.Client.DeleteAsync($"{Path}/{id}");

        await ProblemAssert.IsAsync(changed, 404, "address_not_found");
        await ProblemAssert.IsAsync(removed, 404, "address_not_found");
        Assert.Single((await person.Client.GetJsonAsync(Path))["data"]!.AsArray());
    }

    [Fact]
    public async Task Add_WrongFields_NamesThem()
    {
        var person = await api.RegisterAsync();

        using var refused = await person.Client.SendJsonAsync(HttpMethod.Post, Path, new Dictionary<string, object>(Home) { ["postal_code"] = "0651", ["phone"] = "12" });

        var problem = await ProblemAssert.IsAsync(refused, 400, "validation_failed");
        Assert.Equal([("/phone", "invalid_phone"), ("/postal_code", "invalid_postal_code")], ProblemAssert.Errors(problem));
    }
}
