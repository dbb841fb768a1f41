namespace Nusaloka.Runtime.Tests.Transport;

/// <summary>A message that tells the test when it is read, as by whoever sends it.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.tests.WatchedParcel")]
public sealed class WatchedParcel
{
    [NonSerialized]
    private string _name = string.Empty;

    [NonSerialized]
    private Action? _whenRead;

    [Id(0)]
    public string Name
    {
        get
        {
            Interlocked.Exchange(ref _whenRead, null)?.Invoke();
            return _name;
        }

        set => _name = value;
    }

    /// <summary>Makes one; the action runs when the name is read for the first time.</summary>
    public static WatchedParcel Of(string name, Action whenRead) => new() { Name = name, _whenRead = whenRead };
}
