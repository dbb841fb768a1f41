namespace Nusaloka.Runtime.Transport;

/// <summary>What the other end's numbers stand for. Only the reading loop touches it.</summary>
internal sealed class KnownNames<T>
{
    private readonly List<T> _names = [];

    /// <exception cref="ProtocolException">It is not the next number, or there are too many.</exception>
    public void Define(uint number, T name)
    {
        if (number != _names.Count + 1) throw new ProtocolException($"Number {number} was defined after {_names.Count}.");
        if (number > KnownNames.Limit) throw new ProtocolException($"More than {KnownNames.Limit} names were defined.");
        _names.Add(name);
    }

    /// <exception cref="ProtocolException">The number was not defined.</exception>
    public T Find(uint number) =>
        number - 1L is var index && index >= 0 && index < _names.Count ? _names[(int)index] : throw new ProtocolException($"Number {number} stands for nothing.");
}

/// <summary>The bound of <see cref="KnownNames{T}"/>.</summary>
internal static class KnownNames
{
    /// <summary>How many names a connection may number.</summary>
    public const int Limit = 10_000;
}
