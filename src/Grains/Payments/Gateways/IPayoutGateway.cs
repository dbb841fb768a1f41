namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>Somebody outside who pays our money to people's bank accounts. Fails as an <see cref="IPaymentGateway"/> does.</summary>
internal interface IPayoutGateway
{
    /// <summary>Its name, and that of its clearing account.</summary>
    string Name { get; }

    /// <summary>Whether its keys are configured.</summary>
    bool IsConfigured { get; }

    /// <summary>Sends the money off. The same payout id again is the same payout, never a second one.</summary>
    Task<GatewayPayout> CreateAsync(PayoutOrder order, CancellationToken cancellationToken);

    /// <summary>The truth about a payout, asked from the gateway; null when it knows nothing of it.</summary>
    Task<GatewayPayout?> FindAsync(Guid payoutId, CancellationToken cancellationToken);

    /// <inheritdoc cref="IPaymentGateway.ListAsync"/>
    Task<GatewayPage<GatewayRecord>?> ListAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken) =>
        Task.FromResult<GatewayPage<GatewayRecord>?>(null);
}
