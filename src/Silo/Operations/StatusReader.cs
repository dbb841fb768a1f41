using System.Collections.Immutable;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Nusaloka.Operations;

namespace Nusaloka.Silo.Operations;

/// <summary>Puts together what /status answers, from the process and from the actor runtime under it.</summary>
public sealed class StatusReader(ProcessIdentity identity, IRuntimeFigures runtime, DrainService drain, IServer server)
{
    /// <summary>As of now.</summary>
    public async Task<ProcessStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var figures = await runtime.ReadAsync(cancellationToken);
        return new ProcessStatus(
            identity.Role,
            NameOf(figures),
            AddressOf(figures),
            ProcessStatus.NameOf(StateOf(figures)),
            figures.ViewVersion,
            figures.Members.Count(member => member.State == ProcessState.Active),
            figures.Kinds.Where(kind => kind.Activations > 0)
                .ToImmutableSortedDictionary(kind => kind.Kind, kind => kind.Activations, StringComparer.Ordinal));
    }

    /// <summary>The name of the process: its silo's, or that of the service.</summary>
    public string NameOf(RuntimeFigures figures) => figures.SiloName ?? identity.ServiceName;

    /// <summary>Where the process is: its silo's address, or the first one that it listens on.</summary>
    public string AddressOf(RuntimeFigures figures) => figures.SiloAddress
        ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";

    /// <summary>How the process is: what the cluster says, unless it has been asked to stop.</summary>
    public ProcessState StateOf(RuntimeFigures figures) => drain.IsDraining ? ProcessState.ShuttingDown
        : drain.IsServing ? figures.State
        : ProcessState.Joining;
}
