using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Privacy;

/// <summary>
/// Forgets one sort of data about a person whose account was closed. Register it as a singleton of this interface. It is called at least
/// once, and again until it succeeds.
/// </summary>
internal interface IPersonalDataEraser
{
    /// <summary>Erases what it knows of the person.</summary>
    Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken);
}
