using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Access;

/// <summary>An owner, and one of each thing that belongs to them, made when a route first names it.</summary>
internal sealed partial class AccessWorld
{
    private const string Nothing = "0199a0c2-0000-7000-8000-00000000dead";

    private readonly Person _owner;
    private readonly HttpClient _expired;
    private readonly Dictionary<string, Task<string>> _things = new(StringComparer.Ordinal);

    private AccessWorld(ApiServer api, AccessPeople people, Person owner)
    {
        Api = api;
        People = people;
        _owner = owner;
        _expired = api.As(api.Forge.Sign(TokenForge.Header(), TokenForge.Claims(owner.Id, now: TimeProvider.System.GetUtcNow().AddDays(-1))));
    }

    public ApiServer Api { get; }

    public AccessPeople People { get; }

    public static async Task<AccessWorld> CreateAsync(ApiServer api, AccessPeople people, string method = "GET", string path = "")
    {
        // Whoever has money cannot close their account.
        var owner = method == "DELETE" && path is "/api/v1/account" or "/api/v1/users/{id}" ? await api.RegisterAsync() : await api.RegisterWithAsync(1_000_000);
        var world = new AccessWorld(api, people, owner);
        if (method != "PUT" && path is "/api/v1/account/bank-account")
            await world.SaveBankAccountAsync();
        return world;
    }

    /// <summary>The status that somebody gets for a route.</summary>
    public async Task<int> StatusAsync(string identity, string method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), await FillAsync(path, PathSegment(), PathThing(path)) + await QueryAsync(method, path));
        if (body is not null)
            request.Content = new StringContent(await FillAsync(body.ToJsonString(), BodyThing(), static match => match.Groups[1].Value), Encoding.UTF8, "application/json");
        if (method != "GET")
            request.Headers.Add("Idempotency-Key", NewId());
        using var response = await ClientOf(identity).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)response.StatusCode;
    }

    private static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex PathSegment();

    [GeneratedRegex(@"\{([a-z_]+)\}(?="")")]
    private static partial Regex BodyThing();

    /// <summary>What a segment in braces is: the segment before it names it, and what a route does with it says in which state it must be.</summary>
    private static Func<Match, string> PathThing(string path) => match =>
    {
        var before = path[..(match.Index - 1)];
        var thing = before[(before.LastIndexOf('/') + 1)..];
        var step = path[(path.LastIndexOf('/') + 1)..];
        return (thing, step) switch
        {
            ("transactions", "reverse") => "completed_transactions",
            ("payments", "capture") => "authorized_payments",
            ("payments", "refund") => "paid_payments",
            ("invoices", "finalize") => "draft_invoices",
            ("users", "decide") => "asking_users",
            ("users", "unban") => "banned_users",
            ("trips", "publish") => "complete_trips",
            ("departures", "waiting") => "full_departures",
            ("interests", "accept" or "decline") => "asked_interests",
            _ => thing,
        };
    };

    private async Task<string> FillAsync(string text, Regex holes, Func<Match, string> thingOf)
    {
        var filled = new StringBuilder();
        var end = 0;
        foreach (Match hole in holes.Matches(text))
        {
            filled.Append(text, end, hole.Index - end).Append(await ThingAsync(thingOf(hole)));
            end = hole.Index + hole.Length;
        }

        return filled.Append(text, end, text.Length - end).ToString();
    }

    private async Task<string> QueryAsync(string method, string path) => $"{method} {path}" switch
    {
        "GET /api/v1/messages" => "?conversation_id=" + await ThingAsync("rooms"),
        "GET /api/v1/rooms/{id}/search" => "?q=halo",
        _ => "",
    };

    /// <summary>What speaks for an identity.</summary>
    public HttpClient ClientOf(string identity) => identity switch
    {
        "owner" => _owner.Client,
        "expired" => _expired,
        _ => People[identity],
    };

    private Task<string> ThingAsync(string name)
    {
        if (name == "new_emails")
            return Task.FromResult($"baru-{NewId()}@contoh.id");
        if (!_things.TryGetValue(name, out var thing))
            _things[name] = thing = MakeAsync(name);
        return thing;
    }

    private Task<string> MakeAsync(string name) => name switch
    {
        "users" or "user" or "people" => Task.FromResult(_owner.Id),
        "payees" => Task.FromResult(People.Payee.Id),
        "identifiers" => Task.FromResult("email"),
        "webhooks" => Task.FromResult("sandbox"),
        "asking_users" => AskAsync(),
        "banned_users" => BanAsync(),
        "transactions" => TransferAsync("pending"),
        "completed_transactions" => TransferAsync("completed"),
        "payments" => PayAsync(new { purpose = "booking", subject = NewId(), amount = 10_000 }),
        "authorized_payments" => PayAsync(new { purpose = "booking", subject = NewId(), amount = 10_000, method = "wallet", capture_mode = "manual", confirm = true }),
        "paid_payments" => PayAsync(new { purpose = "booking", subject = NewId(), amount = 10_000, method = "wallet", confirm = true }),
        "credit_notes" => CreditNoteAsync(),
        "draft_invoices" => InvoiceAsync(),
        "invoices" => FinalInvoiceAsync(),
        "holds" => IdOfAsync(People["service"], $"/api/v1/internal/users/{_owner.Id}/holds", new { payee_id = People.Payee.Id, amount = 1_000 }),
        "withdrawals" => IdOfAsync(_owner.Client, "/api/v1/wallet/withdrawals", new
        {
            amount = 10_000, bank_account = new { bank_code = "bca", account_number = "8810012345", holder_name = "Siti" },
        }),
        "addresses" => IdOfAsync(_owner.Client, "/api/v1/account/addresses", new
        {
            label = "Rumah", recipient_name = "Siti", phone = "081234567890", street = "Jl. Malioboro 1", village = "Sosromenduran",
            district = "Gedong Tengen", city = "Kota Yogyakarta", province = "DI Yogyakarta", postal_code = "55271",
        }),
        "sessions" => SessionAsync(),
        "pay" => PageAsync(),
        "passkeys" => PasskeyAsync(),
        "quarantine" => AccessQuarantine.AddAsync(Api),
        "differences" => DifferenceAsync(),
        "dead-letters" => DeadLetterAsync(),
        _ => MakeTravelAsync(name),
    };

    private async Task SaveBankAccountAsync()
    {
        using var saved = await _owner.Client.SendJsonAsync(
            HttpMethod.Put, "/api/v1/account/bank-account", new { bank_code = "bca", account_number = "8810012345", holder_name = "Siti" });
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
    }

    private async Task<string> AskAsync()
    {
        using var asked = await _owner.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/account/verification", new { legal_name = "Siti Rahayu", document = "ktp", document_number = Nik.Next() });
        Assert.True(asked.IsSuccessStatusCode, await asked.Content.ReadAsStringAsync());
        return _owner.Id;
    }

    private async Task<string> BanAsync()
    {
        using var banned = await People["admin"].SendJsonAsync(HttpMethod.Post, $"/api/v1/users/{_owner.Id}/ban", new { reason = "penipuan" });
        Assert.True(banned.IsSuccessStatusCode, await banned.Content.ReadAsStringAsync());
        return _owner.Id;
    }

    private Task<string> TransferAsync(string status) => IdOfAsync(_owner.Client, "/api/v1/transactions", new
    {
        sender_id = _owner.Id, receiver_id = People.Payee.Id, amount = 1_000, description = "makan siang", status,
    });

    private Task<string> PayAsync(object body) => IdOfAsync(_owner.Client, "/api/v1/payments", body);

    private Task<string> InvoiceAsync() => IdOfAsync(People["officer"], "/api/v1/invoices", new
    {
        user_id = _owner.Id, lines = new[] { new { description = "Tiket", quantity = 1, unit_price = 50_000 } },
    });

    private async Task<string> FinalInvoiceAsync()
    {
        var id = await InvoiceAsync();
        using var finalized = await People["officer"].PostAsync($"/api/v1/invoices/{id}/finalize", null);
        await finalized.BodyAsync();
        return id;
    }

    private async Task<string> CreditNoteAsync()
    {
        var payment = await ThingAsync("paid_payments");
        using var refunded = await People["officer"].SendJsonAsync(
            HttpMethod.Post, $"/api/v1/payments/{payment}/refund", new { amount = 1_000, reason = "batal" }, ("Idempotency-Key", NewId()));
        await refunded.BodyAsync(201);
        var note = "";
        await Eventually.TrueAsync("the credit note", async () => (note = await Api.Database.ScalarAsync<string>(
            "select coalesce(max(n.id::text), '') from credit_note n join invoice i on i.id = n.invoice_id where i.customer_id = $1", _owner.Id)).Length > 0);
        return note;
    }

    private async Task<string> SessionAsync()
    {
        var sessions = Grains.GetGrain<ISessionsGrain>(_owner.Id);
        return (await sessions.StartAsync(new StartSession("another device", [SignInMethods.Password]))).Value!.SessionId;
    }

    private async Task<string> PasskeyAsync()
    {
        var added = await Grains.GetGrain<IPasskeysGrain>(_owner.Id).AddAsync(
            new AddPasskey("AAAA" + NewId().Replace("-", "", StringComparison.Ordinal), "pQECAyYgASFYIA", 0, ["internal"], false, false, "Ponsel"));
        return added.Value!.Id;
    }

    private async Task<string> DifferenceAsync()
    {
        var id = NewId();
        await Api.Database.ExecuteAsync(
            $"""
            insert into payment_difference (id, subject_id, gateway, kind, ledger_units, gateway_units, detail, is_open, found_at, seen_at)
            values ('{id}', '{NewId()}', 'sandbox', 0, 0, 10000, 'captured', true, now(), now())
            """);
        return id;
    }

    private async Task<string> DeadLetterAsync()
    {
        var id = NewId();
        await Api.Database.ExecuteAsync(
            $$"""
            insert into outbox_dead_letter (event_id, source_kind, source_id, source_version, source_ordinal, type, partition, payload, created_at, attempts, last_error, died_at)
            values ('{{id}}', 'access-table', '{{id}}', 1, 0, 'access.table', 0, '{}', now(), 10, 'nobody handles it', now())
            """);
        return id;
    }

    private IGrainFactory Grains => Api.App.Services.GetRequiredService<IGrainFactory>();

    private static async Task<string> IdOfAsync(HttpClient client, string path, object body)
    {
        using var response = await client.SendJsonAsync(HttpMethod.Post, path, body, ("Idempotency-Key", NewId()));
        return (await response.BodyAsync(201)).Text("id");
    }
}
