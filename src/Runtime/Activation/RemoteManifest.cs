namespace Nusaloka.Runtime.Activation;

/// <summary>The manifest of a host without grain classes: all that silos have told it.</summary>
internal sealed class RemoteManifest : IGrainManifest
{
    private volatile GrainManifest _current = GrainManifest.Empty;
    private readonly Lock _gate = new();

    public GrainManifest Current => _current;

    public void Learn(GrainManifest manifest)
    {
        lock (_gate) _current = _current.With(manifest);
    }
}
