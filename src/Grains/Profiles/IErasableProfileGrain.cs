namespace Nusaloka.Grains.Profiles;

/// <summary>A profile that can be forgotten. Key: the account id.</summary>
[Alias("nusaloka.IErasableProfileGrain")]
internal interface IErasableProfileGrain : IGrainWithStringKey
{
    /// <summary>Erases everything, when the account is closed. Repeating it does nothing more.</summary>
    [Alias("Erase")]
    Task EraseAsync(CancellationToken cancellationToken = default);
}
