namespace Nusaloka.Runtime.Activation;

/// <summary>Which activation the current thread works for.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static ActivationData? _current;

    /// <summary>The activation whose turn this is; null outside grains.</summary>
    public static ActivationData? Current
    {
        get => _current;
        set => _current = value;
    }
}
