using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Payments.Gateways.Http;
using Nusaloka.Grains.Payments.Gateways.Midtrans;
using Nusaloka.Grains.Payments.Gateways.Sandbox;
using Nusaloka.Grains.Payments.Gateways.Stripe;
using Nusaloka.Grains.Payments.Gateways.Xendit;
using Nusaloka.Grains.Sandbox;

namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>Registers the gateways. They are configured under <c>NUSALOKA_PAYMENTS__</c>.</summary>
internal static class GatewaySetup
{
    /// <summary>All gateways, configured or not.</summary>
    public static IServiceCollection AddGateways(this IServiceCollection services, IConfiguration configuration)
    {
        var payments = configuration.GetSection("PAYMENTS");
        services.AddOptions<GatewayHttpOptions>().Bind(payments).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<GatewayHttp>();
        services.AddSingleton<PaymentGateways>();

        services.AddSandbox(payments.GetSection("SANDBOX"));
        services.AddSingleton<SandboxConnection>();
        services.AddSingleton<IPayoutGateway, SandboxPayoutGateway>();
        services.AddSingleton<IPaymentGateway, SandboxGateway>().AddGatewayClient(SandboxGateway.GatewayName, useProxy: false);
        services.AddOptions<StripeOptions>().Bind(payments.GetSection("STRIPE")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IPaymentGateway, StripeGateway>().AddGatewayClient(StripeGateway.GatewayName);
        services.AddOptions<MidtransOptions>().Bind(payments.GetSection("MIDTRANS")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IPaymentGateway, MidtransGateway>().AddGatewayClient(MidtransGateway.GatewayName);
        services.AddOptions<XenditOptions>().Bind(payments.GetSection("XENDIT")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IPaymentGateway, XenditGateway>().AddGatewayClient(XenditGateway.GatewayName);
        return services;
    }

    /// <summary>
    /// The HTTP client of one gateway. It follows no redirect, because a command that arrives elsewhere is not a command to the gateway,
    /// and logs nothing itself: addresses and headers are the adapters' business.
    /// </summary>
    private static void AddGatewayClient(this IServiceCollection services, string gateway, bool useProxy = true) => services
        .AddHttpClient(GatewayHttp.ClientName(gateway), static client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.MaxResponseContentBufferSize = GatewayHttp.MaxAnswerBytes;
        })
        .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = useProxy,
            ConnectTimeout = provider.GetRequiredService<IOptions<GatewayHttpOptions>>().Value.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        .RemoveAllLoggers();
}
