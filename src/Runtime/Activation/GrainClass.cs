using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Activation;

/// <summary>A grain class: its name, how its activations behave, and how instances are made.</summary>
internal sealed class GrainClass
{
    private const string Suffix = "grain";

    private static readonly MethodInfo CreateStateMethod =
        typeof(GrainClass).GetMethod(nameof(CreateState), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Lazy<(ObjectFactory Create, Func<ActivationData, object>[] Arguments)> _factory;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = GrainType.Create(NameOf(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        if (type.GetCustomAttribute<StatelessWorkerAttribute>() is { } worker)
        {
            MaxLocalWorkers = worker.MaxLocalWorkers > 0 ? worker.MaxLocalWorkers : Environment.ProcessorCount;
        }

        CollectionAge = type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;
        StreamNamespaces = [.. type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>().Select(attribute => attribute.StreamNamespace)];
        _factory = new(() => FactoryOf(type));
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>The most activations per identity and silo; 0 for a grain with one identity, one activation.</summary>
    public int MaxLocalWorkers { get; }

    /// <summary>The class's own idle age, if it states one.</summary>
    public TimeSpan? CollectionAge { get; }

    public IReadOnlyList<string> StreamNamespaces { get; }

    /// <summary>How long an activation of the class may be idle.</summary>
    public TimeSpan CollectionAgeBy(GrainCollectionOptions options) =>
        options.ClassSpecificCollectionAge.TryGetValue(Type.FullName!, out var age) ? age : CollectionAge ?? options.CollectionAge;

    /// <summary>Makes an instance, with the states and services its constructor asks for.</summary>
    public object CreateInstance(ActivationData activation)
    {
        var (create, arguments) = _factory.Value;
        return create(activation.ActivationServices, Array.ConvertAll(arguments, argument => argument(activation)));
    }

    /// <summary>The attribute's name, else the class name in lower case without "grain".</summary>
    private static string NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } attribute) return attribute.Name;
#pragma warning disable CA1308 // Storage keys derive from this name, and Microsoft Orleans makes it so.
        var name = type.Name.ToLowerInvariant();
#pragma warning restore CA1308
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }

    private static (ObjectFactory Create, Func<ActivationData, object>[] Arguments) FactoryOf(Type type)
    {
        var constructors = type.GetConstructors();
        var constructor = constructors.FirstOrDefault(candidate => candidate.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new OrleansConfigurationException($"Grain class {type} has no public constructor.");
        var types = new List<Type>();
        var arguments = new List<Func<ActivationData, object>>();
        foreach (var parameter in constructor.GetParameters())
        {
            if (ArgumentFor(parameter) is not { } argument) continue;
            types.Add(parameter.ParameterType);
            arguments.Add(argument);
        }

        return (ActivatorUtilities.CreateFactory(type, [.. types]), [.. arguments]);
    }

    private static Func<ActivationData, object>? ArgumentFor(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(IGrainContext)) return activation => activation;
        if (parameter.GetCustomAttributes().OfType<IPersistentStateConfiguration>().FirstOrDefault() is not { } configuration) return null;
        if (!parameter.ParameterType.IsGenericType || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException(
                $"Parameter {parameter.Name} of {parameter.Member.DeclaringType} has a persistent state attribute, so its type must be IPersistentState<T>.");
        }

        var create = CreateStateMethod
            .MakeGenericMethod(parameter.ParameterType.GetGenericArguments())
            .CreateDelegate<Func<IPersistentStateConfiguration, ActivationData, object>>();
        return activation => create(configuration, activation);
    }

    private static object CreateState<TState>(IPersistentStateConfiguration configuration, ActivationData activation) =>
        activation.ActivationServices.GetRequiredService<IPersistentStateFactory>().Create<TState>(activation, configuration);
}
