using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Payments.Gateways.Xendit;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Payments.Gateways.Xendit;

/// <summary>Two silos whose only gateway is Xendit, on a server of ours. A class fixture.</summary>
public sealed class XenditCluster : IAsyncLifetime
{
    private readonly GrainCluster _cluster;

    public XenditCluster() => _cluster = new GrainCluster(host =>
    {
        host.Services.RemoveAll<IPaymentGateway>();
        host.Services.AddSingleton<IPaymentGateway, XenditGateway>();
        host.Services.PostConfigure<XenditOptions>(options => (options.SecretKey, options.BaseUrl) = ("xnd_test", Xendit.Address));
    });

    internal FakeXendit Xendit { get; private set; } = null!;

    internal ShiftedTimeProvider Time => _cluster.Time;

    internal PostgresDatabase Database => _cluster.Database;

    public async Task InitializeAsync()
    {
        Xendit = await FakeXendit.StartAsync();
        await _cluster.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await Xendit.DisposeAsync();
    }

    /// <summary>A payment of 10,000 rupiah that was made and confirmed.</summary>
    internal async Task<Guid> PayAsync(PaymentSource source)
    {
        var id = Guid.Parse(GrainCluster.NewId());
        var payment = _cluster.Grain<IPaymentGrain>(id.ToString());
        Assert.True((await payment.CreateAsync(new CreatePayment(
            "siti", PaymentPurpose.Booking, "b-1", Money.Rupiah(10_000), CaptureMode.Automatic, source, "fingerprint"))).IsSuccess);
        Assert.True((await payment.ConfirmAsync(new ConfirmPayment(null))).IsSuccess);
        return id;
    }

    internal async Task<Payment> GetAsync(Guid id) => (await _cluster.Grain<IPaymentGrain>(id.ToString()).GetAsync()).Value!;

    internal Task UntilAsync(Guid id, PaymentStatus status) =>
        Eventually.EqualAsync($"payment {id} to be {status}", status, async () => (await GetAsync(id)).Status);
}
