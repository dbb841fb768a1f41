using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Access;

/// <summary>
/// What is said to each route, so that it is who asks that decides: the example of the document, or something that fits the things of an
/// <see cref="AccessWorld"/>. Strings of the form <c>{thing}</c> are put in when it is sent.
/// </summary>
internal static class AccessBodies
{
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/transactions"] = """{"sender_id":"{users}","receiver_id":"{payees}","amount":1000}""",
        ["PUT /api/v1/transactions/{id}"] = """{"status":"completed"}""",
        ["POST /api/v1/payments/{id}/confirm"] = """{"method":"wallet"}""",
        ["POST /api/v1/payments/{id}/capture"] = """{"amount":5000}""",
        ["POST /api/v1/payments/{id}/refund"] = """{"amount":1000,"reason":"batal"}""",
        ["POST /api/v1/reports"] = """{"user_id":"{users}","transaction_id":"{completed_transactions}"}""",
        ["POST /api/v1/invoices"] = """{"user_id":"{users}","lines":[{"description":"Tiket","quantity":1,"unit_price":50000}]}""",
        ["POST /api/v1/internal/users/{id}/holds"] = """{"payee_id":"{payees}","amount":1000}""",
        ["POST /api/v1/internal/users/{id}/holds/{hold_id}/capture"] = """{"amount":500}""",
        ["POST /api/v1/wallet/withdrawals"] = """{"amount":10000,"bank_account":{"bank_code":"bca","account_number":"8810012345","holder_name":"Siti"}}""",
        ["POST /api/v1/account/identifiers/change/request"] = """{"email":"{new_emails}","password":"kereta malam ke Malang"}""",
        ["POST /api/v1/auth/forgot-password"] = """{"email":"{new_emails}"}""",
        ["POST /api/v1/auth/otp/request"] = """{"email":"{new_emails}"}""",
        ["POST /api/v1/auth/register"] = """{"full_name":"Siti Rahayu","email":"{new_emails}","password":"kereta malam ke Malang"}""",
        ["POST /api/v1/users"] = """{"full_name":"Budi","email":"{new_emails}","password":"warung kopi pagi"}""",
        ["POST /api/v1/payments/quarantine/{id}/resolve"] = """{"resolution":"ignore","reason":"sudah diperiksa"}""",
        ["POST /api/v1/notifications"] = """{"user_id":"{users}","message":"Halo"}""",
        ["POST /api/v1/notifications/email"] = """{"user_id":"{users}","message":"Halo"}""",
        ["POST /api/v1/notifications/sms"] = """{"user_id":"{users}","message":"Halo"}""",
        ["POST /api/v1/notifications/push"] = """{"user_id":"{users}","message":"Halo"}""",
        ["POST /api/v1/account/interests"] = """{"wish_id":"{wishes}","departure_id":"{fitting_departures}"}""",
        ["POST /api/v1/account/saved-trips"] = """{"trip_id":"{published_trips}"}""",
        ["POST /api/v1/account/wishes"] = """{"from":"2031-07-01","to":"2031-07-14","budget":1000000}""",
        ["PUT /api/v1/account/wishes/{id}"] = """{"from":"2031-07-01","to":"2031-07-10","budget":900000}""",
        ["POST /api/v1/bookings"] = """{"departure_id":"{open_departures}","seats":1,"contact":{"name":"Siti Aminah","phone":"+6281234567890"}}""",
        ["PUT /api/v1/bookings/{id}/guests"] = """{"guests":["Siti Aminah"]}""",
        ["POST /api/v1/bookings/{id}/payment"] = """{"method":"wallet"}""",
        ["POST /api/v1/departures/{id}/waiting"] = """{"seats":1}""",
        ["POST /api/v1/messages"] = """{"conversation_id":"{rooms}","content":"Halo"}""",
        ["POST /api/v1/rooms"] = """{"kind":"direct","member_ids":["{payees}"]}""",
        ["POST /api/v1/rooms/{id}/members"] = """{"account_ids":["{payees}"]}""",
        ["POST /api/v1/rooms/{id}/messages"] = """{"content":"Halo"}""",
        ["POST /sandbox/pay/{id}/payment"] = """{"action":"pay"}""",
        ["POST /api/v1/payments/differences/{id}/close"] = """{"reason":"sudah diperiksa"}""",
    };

    public static JsonNode? Of(string method, string path, JsonNode? example) =>
        Others.TryGetValue($"{method} {path}", out var other) ? JsonNode.Parse(other) : example;
}
