namespace Nusaloka.Grains.Wallets;

/// <summary>
/// Wants to know of every movement of money, once it is committed. Register it as a singleton of this interface. A movement comes at least
/// once: a handler recognises one that it has handled before by its <see cref="MovementCompleted.TransactionId"/>. When it throws, the
/// whole batch of the movement comes again, for all handlers; movements of one batch come in any order and several at a time.
/// </summary>
internal interface IMovementHandler
{
    /// <summary>Handles a movement.</summary>
    Task HandleAsync(MovementCompleted movement, CancellationToken cancellationToken);
}
