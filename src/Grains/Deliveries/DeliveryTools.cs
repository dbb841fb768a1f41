using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Deliveries;

/// <summary>What every <see cref="Delivery{TMessage}"/> needs.</summary>
internal sealed record DeliveryTools(KeyWrap Wrap, DeliveryMetrics Metrics, TimeProvider Time, ILogger<DeliveryTools> Logger);
