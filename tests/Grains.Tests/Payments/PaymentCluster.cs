using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Persistence.Storage;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>Two silos whose only gateway does what tests say. A class fixture.</summary>
public sealed class PaymentCluster : IAsyncLifetime
{
    private readonly GrainCluster _cluster;

    public PaymentCluster()
        : this(configure: null)
    {
    }

    /// <param name="configure">Changes what each silo has, last of all.</param>
    internal PaymentCluster(Action<IHostApplicationBuilder>? configure) => _cluster = new GrainCluster(host =>
    {
        host.Services.RemoveAll<IPaymentGateway>();
        host.Services.RemoveAll<IPayoutGateway>();
        host.Services.AddSingleton<IPaymentGateway>(Gateway);
        host.Services.AddSingleton<IPayoutGateway>(Gateway);
        configure?.Invoke(host);
    });

    internal GrainCluster Cluster => _cluster;

    internal ScriptedGateway Gateway { get; } = new();

    internal PostgresDatabase Database => _cluster.Database;

    internal ShiftedTimeProvider Time => _cluster.Time;

    internal IPaymentQueryGrain Queries => _cluster.Grain<IPaymentQueryGrain>("0");

    internal IReconciliationGrain Reconciliation => _cluster.Grain<IReconciliationGrain>(IReconciliationGrain.Key);

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    internal IPaymentGrain Payment(Guid id) => _cluster.Grain<IPaymentGrain>(id.ToString());

    internal static Guid NewId() => Guid.Parse(GrainCluster.NewId());

    /// <summary>What a payment is now.</summary>
    internal async Task<Payment> GetAsync(Guid id) => (await Payment(id).GetAsync()).Value ?? throw new InvalidOperationException($"No payment {id}.");

    /// <summary>Lets the payments be so old. Whoever hears of one and looks for what it is for tells the payment, which changes it: that is waited for.</summary>
    internal async Task AgeAsync(TimeSpan time)
    {
        await Eventually.EqualAsync("all events to be delivered", 0L, () => Database.ScalarAsync<long>("select count(*) from outbox_event"));
        Time.Advance(time);
    }

    /// <summary>A payment that was made and not confirmed.</summary>
    internal async Task<Guid> CreateAsync(
        string payer, long amount, PaymentPurpose purpose = PaymentPurpose.Booking, CaptureMode capture = CaptureMode.Automatic,
        string method = "sandbox", string? token = null)
    {
        var id = NewId();
        var created = await Payment(id).CreateAsync(new CreatePayment(
            payer, purpose, purpose == PaymentPurpose.Booking ? "b-1" : "", Money.Rupiah(amount), capture,
            new PaymentSource(method, token, null, null), "fingerprint"));
        Assert.True(created.IsSuccess, $"{created.Error}");
        return id;
    }

    /// <summary>A payment that was made and confirmed.</summary>
    internal async Task<Guid> PayAsync(
        string payer, long amount, PaymentPurpose purpose = PaymentPurpose.Booking, CaptureMode capture = CaptureMode.Automatic,
        string method = "sandbox", string? token = null)
    {
        var id = await CreateAsync(payer, amount, purpose, capture, method, token);
        var confirmed = await Payment(id).ConfirmAsync(new ConfirmPayment(null));
        Assert.True(confirmed.IsSuccess, $"{confirmed.Error}");
        return id;
    }

    /// <summary>Sends a webhook as the gateway would.</summary>
    internal Task<Result> SendAsync(string eventId, object said, string signature = ScriptedGateway.GoodSignature) =>
        _cluster.Grain<IWebhookInboxGrain>("sandbox").ReceiveAsync(new WebhookDelivery(
            [.. Encoding.UTF8.GetBytes(eventId + "\n"), .. StateJson.Serialize((GatewayEvent)said)],
            ImmutableDictionary<string, string>.Empty.Add("x-signature", signature)));

    /// <summary>Waits until the payment is there.</summary>
    internal Task UntilAsync(Guid id, PaymentStatus status) =>
        Eventually.EqualAsync($"payment {id} to be {status}", status, async () => (await GetAsync(id)).Status);

    /// <summary>What reconciliation has found and nobody has explained.</summary>
    internal async Task<IReadOnlyList<Difference>> OpenDifferencesAsync() =>
        (await Reconciliation.ListDifferencesAsync(openOnly: true, new PageRequest(100, null))).Value!.Items;

    internal Task<long> BalanceAsync(string code) =>
        Database.ScalarAsync<long>("select balance from ledger_account where code = $1", code);
}
