#pragma warning disable
using Microsoft.Extensions.DependencyInjection;
using Orleans; using Orleans.Runtime; using Orleans.Storage;
namespace Nusaloka.Runtime.Activation { internal abstract class ActivationData : IGrainContext {
 public static ActivationData Of(IGrainContext c) => (ActivationData)c; public abstract void DelayDeactivation(TimeSpan t); public abstract IGrainTimer RegisterTimer(Func<CancellationToken,Task> cb, GrainTimerCreationOptions o);
 public abstract GrainId GrainId {get;} public abstract GrainReference GrainReference {get;} public abstract object? GrainInstance {get;} public abstract ActivationId ActivationId {get;} public abstract GrainAddress Address {get;} public abstract IServiceProvider ActivationServices {get;} public abstract Task Deactivated {get;} public abstract void Deactivate(DeactivationReason r, CancellationToken ct); public abstract bool Equals(IGrainContext? o); } }
namespace Nusaloka.Runtime.Messaging { internal abstract class GrainReferenceFactory { public abstract object GetReference(GrainId id, Type t); } internal sealed class InProcessNetwork {} }
namespace Nusaloka.Runtime.Hosting { internal static class RuntimeServices { public static void AddSilo(IServiceCollection s) {} public static void AddClient(IServiceCollection s) {} } internal sealed class Silo { public void Kill() {} } }
namespace Nusaloka.Runtime.Streams { internal static class StreamServices { public static void AddProvider(IServiceCollection s, string n) {} } }
namespace Nusaloka.Runtime.Storage { internal sealed class MemoryGrainStorage(IServiceProvider p) : IGrainStorage { public Task ReadStateAsync<T>(string s, GrainId g, IGrainState<T> t) => throw new NotSupportedException(); public Task WriteStateAsync<T>(string s, GrainId g, IGrainState<T> t) => throw new NotSupportedException(); public Task ClearStateAsync<T>(string s, GrainId g, IGrainState<T> t) => throw new NotSupportedException(); } }
