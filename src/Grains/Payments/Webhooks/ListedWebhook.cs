using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>A webhook in a list, with what orders it among those of one moment.</summary>
internal sealed record ListedWebhook(Guid Id, WebhookSummary Summary);
