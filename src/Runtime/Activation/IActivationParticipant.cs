namespace Nusaloka.Runtime.Activation;

/// <summary>Something that a grain's constructor asked for and that must be ready before OnActivateAsync.</summary>
internal interface IActivationParticipant
{
    /// <summary>Gets ready.</summary>
    Task StartAsync(CancellationToken cancellationToken);
}
