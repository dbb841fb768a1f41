using System.Collections.Concurrent;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>
/// The names that have been told to the other end, each with the number that stands for it from then on. A number is used only after
/// the frame that defines it was appended, so the other end knows it.
/// </summary>
internal sealed class SentNames(Action<uint, GrainMethod> defineMethod, Action<uint, GrainType> defineGrainType)
{
    private readonly ConcurrentDictionary<GrainMethod, uint> _methods = new();
    private readonly ConcurrentDictionary<GrainType, uint> _grainTypes = new();
    private readonly Lock _gate = new();
    private volatile bool _isFull;

    public uint NumberOf(GrainMethod method) => _methods.TryGetValue(method, out var number) ? number : Define(_methods, method, defineMethod);

    /// <summary>The number of a grain type; 0 when there are too many to be numbered, and the name itself must be sent.</summary>
    public uint NumberOf(GrainType type)
    {
        if (_grainTypes.TryGetValue(type, out var number)) return number;
        return _isFull ? 0 : Define(_grainTypes, type, defineGrainType);
    }

    private uint Define<TName>(ConcurrentDictionary<TName, uint> known, TName name, Action<uint, TName> define)
        where TName : notnull
    {
        lock (_gate)
        {
            if (known.TryGetValue(name, out var number)) return number;
            if (known.Count == KnownNames.Limit)
            {
                _isFull = true;
                return 0;
            }

            number = (uint)known.Count + 1;
            define(number, name);
            known[name] = number;
            return number;
        }
    }
}
