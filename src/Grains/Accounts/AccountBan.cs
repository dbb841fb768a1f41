namespace Nusaloka.Grains.Accounts;

/// <summary>That staff have shut an account.</summary>
/// <param name="At">Since when.</param>
/// <param name="By">Who did: an account id.</param>
/// <param name="Reason">In their words.</param>
public sealed record AccountBan(DateTimeOffset At, string By, string Reason);
