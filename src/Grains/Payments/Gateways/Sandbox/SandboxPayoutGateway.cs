using System.Text.Json.Nodes;
using Nusaloka.Grains.Sandbox;

namespace Nusaloka.Grains.Payments.Gateways.Sandbox;

/// <summary>Payouts by the sandbox gateway.</summary>
internal sealed class SandboxPayoutGateway(SandboxConnection connection, SandboxSettings settings) : IPayoutGateway
{
    public string Name => SandboxGateway.GatewayName;

    public bool IsConfigured => settings.IsEnabled;

    public async Task<GatewayPayout> CreateAsync(PayoutOrder order, CancellationToken cancellationToken)
    {
        var reply = await connection.PostAsync("/payouts", new JsonObject
        {
            ["id"] = order.PayoutId.ToString(),
            ["amount"] = GatewayAmount.Rupiah(order.Amount),
            ["bank_code"] = order.BankCode,
            ["account_number"] = order.AccountNumber,
            ["holder_name"] = order.HolderName,
        }, cancellationToken);
        return reply.IsSuccess
            ? SandboxReader.Payout(reply.Body, order.PayoutId)
            : new GatewayPayout(order.PayoutId, PayoutStatus.Failed, "", order.Amount, SandboxConnection.Code(reply));
    }

    public async Task<GatewayPayout?> FindAsync(Guid payoutId, CancellationToken cancellationToken) =>
        await connection.GetAsync($"/payouts/{payoutId}", cancellationToken) is { } reply ? SandboxReader.Payout(reply.Body, payoutId) : null;

    public Task<GatewayPage<GatewayRecord>?> ListAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken) =>
        connection.ListAsync("/payouts", from, until, after, SandboxReader.Record, cancellationToken);
}
