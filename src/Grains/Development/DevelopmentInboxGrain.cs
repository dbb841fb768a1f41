using Nusaloka.Development;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Development;

/// <summary>Reads the development inbox.</summary>
[StatelessWorker]
internal sealed class DevelopmentInboxGrain(DevelopmentInbox inbox) : Grain, IDevelopmentInboxGrain
{
    public async Task<InboxMessages> ListAsync(string? recipient, int limit, CancellationToken cancellationToken) =>
        new(await inbox.ListAsync(recipient, limit, cancellationToken));
}
