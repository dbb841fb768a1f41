namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>A device that somebody has signed in with, and what it shows at the next sign-in.</summary>
/// <param name="Hash">See <see cref="Nusaloka.Accounts.Sessions.DeviceToken.Hash"/>.</param>
/// <param name="SessionId">The session that it got it with: whose owner ends that one elsewhere does not know the device any more.</param>
/// <param name="AccessVersion">The version of the account's access then: a later change of it ends what it knows of devices, too.</param>
/// <param name="Until">Until when it is known.</param>
public sealed record KnownDevice(string Hash, string SessionId, long AccessVersion, DateTimeOffset Until);
