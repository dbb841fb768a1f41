namespace Nusaloka.Api.Tests.Access;

/// <summary>The identities but the owner, who need nothing of their own but an account.</summary>
internal sealed class AccessPeople : IDisposable
{
    private readonly Dictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);

    private AccessPeople()
    {
    }

    /// <summary>Who is paid by the owner.</summary>
    public required Person Payee { get; init; }

    public HttpClient this[string identity] => _clients[identity];

    public static async Task<AccessPeople> CreateAsync(ApiServer api)
    {
        var people = new AccessPeople { Payee = await api.RegisterAsync() };
        people._clients["anonymous"] = api.Client();
        people._clients["other"] = (await api.RegisterAsync()).Client;
        foreach (var role in new[] { "seller", "officer", "admin" })
            people._clients[role] = (await api.RegisterAsync(role)).Client;
        people._clients["service"] = api.AsService();
        return people;
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }
}
