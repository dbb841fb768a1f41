namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>What one app may do in the name of our domain (Digital Asset Links).</summary>
/// <param name="Relation">The permissions.</param>
/// <param name="Target">The app.</param>
public sealed record AndroidLinkResponse(IReadOnlyList<string> Relation, AndroidAppResponse Target);

/// <summary>An Android app, by its name and by who has signed it.</summary>
/// <param name="Namespace">android_app.</param>
/// <param name="PackageName">Its application id.</param>
/// <param name="Sha256CertFingerprints">SHA-256 of its signing certificates, in hexadecimal pairs with colons.</param>
public sealed record AndroidAppResponse(string Namespace, string PackageName, IReadOnlyList<string> Sha256CertFingerprints);

/// <summary>What Apple's systems ask of a domain.</summary>
/// <param name="Webcredentials">The apps that may use what people sign in here with.</param>
public sealed record AppleLinksResponse(AppleAppsResponse Webcredentials);

/// <summary>Apple apps.</summary>
/// <param name="Apps">Their identifiers, each of a team and a bundle.</param>
public sealed record AppleAppsResponse(IReadOnlyList<string> Apps);
