namespace Nusaloka.Grains.Wallets;

/// <summary>
/// Wants to know of every movement of money, once it is committed. Register it as a singleton of this interface. A movement comes at least
/// once: a handler recognises one that it has handled before by its <see cref="MovementCompleted.TransactionId"/>. When it throws, the
/// whole batch comes again, for all handlers.
/// </summary>
internal interface IMovementHandler
{
    /// <summary>Handles the movements of one batch, in their order.</summary>
    Task HandleAsync(IReadOnlyList<MovementCompleted> movements, CancellationToken cancellationToken);
}
