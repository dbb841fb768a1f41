namespace Nusaloka.Runtime.Membership;

/// <summary>Whether a host reaches the table of members.</summary>
/// <param name="IsAway">Whether the last question to it failed.</param>
/// <param name="Silence">How long ago the last question was asked that it answered.</param>
/// <param name="Reach">How long ago the first of the questions was answered between which and that one none failed.</param>
internal readonly record struct TableContact(bool IsAway, TimeSpan Silence, TimeSpan Reach);
