using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Activation;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace Nusaloka.Runtime.Storage;

internal sealed class PersistentStateFactory(ILoggerFactory loggers) : IPersistentStateFactory
{
    private readonly ILogger _logger = loggers.CreateLogger(typeof(PersistentState<>).FullName!);

    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config)
    {
        var name = string.IsNullOrWhiteSpace(config.StorageName) ? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME : config.StorageName;
        var storage = context.ActivationServices.GetKeyedService<IGrainStorage>(name)
            ?? throw new BadProviderConfigException(
                $"No storage provider named \"{name}\" found loading grain type {context.GrainId.Type}: register one with AddGrainStorage.");
        var state = new PersistentState<TState>(config.StateName, context.GrainId, storage, _logger);
        ActivationData.Of(context).AddParticipant(state);
        return state;
    }
}
