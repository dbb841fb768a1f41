using System.Net.Http.Json;
using System.Text.Json;

namespace Nusaloka.Demo;

/// <summary>The few calls of the API that seeding takes.</summary>
internal sealed class DemoClient(HttpClient http)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public async Task<string> SignInServiceAsync(string clientId, string secret)
    {
        var answer = await PostAsync("auth/service-token", new { ClientId = clientId, ClientSecret = secret }, key: null, serviceToken: null);
        return answer.GetProperty("access_token").GetString() ?? throw new DemoException("The API answered no service token.");
    }

    /// <summary>Makes the account, or finds it when it is there; answers its id.</summary>
    public async Task<string> EnsurePersonAsync(DemoPerson person, string serviceToken)
    {
        // Programs make no staff: these begin as everybody does, and have another role when this runs again.
        if (person.IsStaff && await FindAsync(person) is { } id)
            return id;
        var body = new { person.FullName, person.Email, person.Phone, DemoData.Password, Role = person.IsStaff ? "user" : person.Role };
        var answer = await PostAsync("users", body, $"demo-{person.Key}", serviceToken);
        return answer.GetProperty("id").GetString() ?? throw new DemoException($"The API answered no id for {person.Email}.");
    }

    public Task TopUpAsync(string accountId, DemoPerson person, string serviceToken) =>
        PostAsync($"users/{accountId}/topup", new { Amount = person.TopUp }, $"demo-topup-{person.Key}", serviceToken);

    public Task PayAsync(DemoPayment payment, string senderId, string receiverId, string serviceToken) => PostAsync(
        "transactions", new { SenderId = senderId, ReceiverId = receiverId, payment.Amount, payment.Description },
        $"demo-{payment.Key}", serviceToken);

    private async Task<string?> FindAsync(DemoPerson person)
    {
        using var response = await http.PostAsJsonAsync("api/v1/auth/login", new { person.Email, DemoData.Password }, Json);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("user").GetProperty("id").GetString()
            : null;
    }

    private async Task<JsonElement> PostAsync(string path, object body, string? key, string? serviceToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/" + path) { Content = JsonContent.Create(body, options: Json) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (serviceToken is not null)
            request.Headers.Add("X-Service-Token", serviceToken);

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new DemoException($"POST /api/v1/{path} answered {(int)response.StatusCode}: {text}");

        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
