namespace Nusaloka.Silo.Operations;

/// <summary>What the actor runtime under this process knows of itself and of the cluster. Each runtime answers in its own way.</summary>
public interface IRuntimeFigures
{
    /// <summary>A moment's impression. Cheap enough to be asked every second.</summary>
    ValueTask<RuntimeFigures> ReadAsync(CancellationToken cancellationToken);
}
