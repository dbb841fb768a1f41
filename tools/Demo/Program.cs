using Nusaloka.Demo;

// Seeds the demo data set. Every request carries a fixed Idempotency-Key, so running it again changes nothing.
if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") == "Production")
    return Fail("The demo data set is not for production: its passwords are public.");
if (Environment.GetEnvironmentVariable("NUSALOKA_URL") is not { Length: > 0 } url
    || Environment.GetEnvironmentVariable("NUSALOKA_DEMO_SECRET") is not { Length: > 0 } secret)
    return Fail("NUSALOKA_URL and NUSALOKA_DEMO_SECRET are not set. Run ./nusaloka demo, which sets them.");

try
{
    using var http = new HttpClient { BaseAddress = new Uri(url.TrimEnd('/') + "/"), Timeout = TimeSpan.FromSeconds(30) };
    var client = new DemoClient(http);
    var token = await client.SignInServiceAsync("demo", secret);
    var ids = new Dictionary<string, string>(StringComparer.Ordinal);
    foreach (var person in DemoData.People)
    {
        ids[person.Key] = await client.EnsurePersonAsync(person, token);
        if (person.TopUp > 0)
            await client.TopUpAsync(ids[person.Key], person, token);
        Console.WriteLine($"{person.Role,-8} {person.Email,-28} {ids[person.Key]}");
    }

    foreach (var payment in DemoData.Payments)
        await client.PayAsync(payment, ids[payment.From], ids[payment.To], token);

    Console.WriteLine($"All passwords: {DemoData.Password}");
    return 0;
}
catch (Exception exception) when (exception is DemoException or HttpRequestException or TaskCanceledException)
{
    return Fail(exception.Message);
}

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 1;
}
